import { Button, Group, PasswordInput, Stack, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconDownload } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { SHORTEST_PASSPHRASE, useTakeBackup } from '../../api/configuration';
import { Failure } from '../../components/Notice';
import { Panel } from '../../components/Panel';
import { saveFile } from '../../lib/saveFile';

/** Downloads a backup. */
export function TakeBackup(): ReactElement {
  const { t } = useTranslation();
  const take = useTakeBackup();
  const form = useForm({
    initialValues: { passphrase: '' },
    validate: { passphrase: (value) => (value !== '' && value.length < SHORTEST_PASSPHRASE ? t('backup.passphraseShort', { count: SHORTEST_PASSPHRASE }) : null) },
  });
  return (
    <Panel title={t('backup.take.title')}>
      <form
        noValidate
        onSubmit={form.onSubmit(({ passphrase }) => { take.mutate(passphrase, { onSuccess: (file) => { saveFile(file, nameAt(new Date())); } }); })}
      >
        <Stack gap="sm" maw={560}>
          <Text size="sm" c="dimmed">{t('backup.take.text')}</Text>
          <PasswordInput
            label={t('backup.passphrase')}
            description={t('backup.passphraseHint')}
            autoComplete="new-password"
            visibilityToggleButtonProps={{ 'aria-label': t('login.show') }}
            {...form.getInputProps('passphrase')}
          />
          {take.isError && <Failure error={take.error} />}
          <Group>
            <Button type="submit" leftSection={<IconDownload size={16} />} loading={take.isPending}>
              {t('backup.take.button')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Panel>
  );
}

function nameAt(time: Date): string {
  return `perfmonitor-configuration-${time.toISOString().replaceAll(/[-:]|\.\d+/g, '')}.json`;
}
