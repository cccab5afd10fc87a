import { Alert, Button, Code, CopyButton, Group, Select, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useCreateApiKey, type NewApiKey } from '../../api/apiKeys';
import { ROLES } from '../../api/session';
import { FormModal } from '../../components/FormModal';
import { Failure } from '../../components/Notice';

interface KeyFormProps {
  readonly opened: boolean;
  readonly onClose: () => void;
}

const EXPIRIES = ['never', '30', '90', '365'] as const;
const DAY_MS = 86_400_000;

interface KeyFormValues extends Pick<NewApiKey, 'name' | 'role' | 'scope'> {
  readonly expiry: (typeof EXPIRIES)[number];
}

const INITIAL: KeyFormValues = { name: '', role: 'operator', scope: 'ingest', expiry: 'never' };

export function KeyForm({ opened, onClose }: KeyFormProps): ReactElement {
  const { t } = useTranslation();
  return (
    <FormModal opened={opened} onClose={onClose} title={t('keys.create')} closeOnClickOutside={false}>
      <Fields onClose={onClose} />
    </FormModal>
  );
}

function Fields({ onClose }: Pick<KeyFormProps, 'onClose'>): ReactElement {
  const { t } = useTranslation();
  const create = useCreateApiKey();
  const [openedAt] = useState(() => Date.now());
  const form = useForm<KeyFormValues>({
    initialValues: INITIAL,
    validate: { name: (value) => (value.trim() === '' ? t('keys.nameMissing') : null) },
  });
  if (create.isSuccess) return <NewKey secret={create.data.secret} onClose={onClose} />;
  const submit = form.onSubmit(({ name, role, scope, expiry }) => {
    const expiresAt = expiry === 'never' ? {} : { expiresAt: new Date(openedAt + Number(expiry) * DAY_MS).toISOString() };
    create.mutate({ name: name.trim(), role, scope, ...expiresAt });
  });
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm">
        <TextInput label={t('keys.name')} description={t('keys.nameHint')} required data-autofocus {...form.getInputProps('name')} />
        <Select
          label={t('keys.scope')}
          allowDeselect={false}
          data={[
            { value: 'ingest', label: t('keys.scopes.ingest') },
            { value: 'all', label: t('keys.scopes.all') },
          ]}
          {...form.getInputProps('scope')}
        />
        {form.values.scope === 'all' && (
          <Select
            label={t('keys.role')}
            allowDeselect={false}
            data={ROLES.map((role) => ({ value: role, label: t(`role.${role}`) }))}
            {...form.getInputProps('role')}
          />
        )}
        <Select
          label={t('keys.expires')}
          allowDeselect={false}
          data={EXPIRIES.map((value) => ({ value, label: value === 'never' ? t('never') : t('keys.days', { count: Number(value) }) }))}
          {...form.getInputProps('expiry')}
        />
        {create.isError && <Failure error={create.error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button type="submit" loading={create.isPending}>
            {t('keys.create')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** The only time the key is seen: the server keeps no more than its hash. */
function NewKey({ secret, onClose }: { readonly secret: string; readonly onClose: () => void }): ReactElement {
  const { t } = useTranslation();
  return (
    <Stack gap="sm">
      <Alert color="var(--state-warning)" variant="light">
        {t('keys.once')}
      </Alert>
      <Code block data-testid="new-key" style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>
        {secret}
      </Code>
      <Text size="sm" c="dimmed">
        {t('keys.use')}
      </Text>
      <Group justify="flex-end">
        <CopyButton value={secret}>
          {({ copied, copy }) => (
            <Button variant="default" onClick={copy}>
              {t(copied ? 'keys.copied' : 'keys.copy')}
            </Button>
          )}
        </CopyButton>
        <Button onClick={onClose}>{t('close')}</Button>
      </Group>
    </Stack>
  );
}
