import { Button, NativeSelect, PasswordInput, SegmentedControl, Stack, Text, useMantineColorScheme } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useChangePassword, useSession } from '../../api/session';
import { useErrorText } from '../../components/Notice';
import { Panel } from '../../components/Panel';
import { useSending } from '../../components/useSending';
import { changeLanguage, LANGUAGES, type Language } from '../../i18n';
import { usePasswordProblem } from './usePasswordProblem';

export function AccountSection(): ReactElement {
  return (
    <Stack gap="md" maw={560}>
      <Appearance />
      <Password />
    </Stack>
  );
}

function Appearance(): ReactElement {
  const { t, i18n } = useTranslation();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Panel title={t('settings.account.appearance')}>
      <Stack gap="sm">
        <div>
          <Text size="sm" fw={500} mb={4} id="scheme">
            {t('scheme.label')}
          </Text>
          <SegmentedControl
            aria-labelledby="scheme"
            data={(['light', 'dark', 'auto'] as const).map((value) => ({ value, label: t(`scheme.${value}`) }))}
            value={colorScheme}
            onChange={setColorScheme}
          />
        </div>
        <NativeSelect
          label={t('language')}
          maw={260}
          data={Object.entries(LANGUAGES).map(([value, label]) => ({ value, label }))}
          value={i18n.language}
          onChange={(event) => void changeLanguage(event.currentTarget.value as Language)}
        />
      </Stack>
    </Panel>
  );
}

function Password(): ReactElement {
  const { t } = useTranslation();
  const { data: session } = useSession();
  const change = useChangePassword();
  const explain = useErrorText();
  const passwordProblem = usePasswordProblem();
  const form = useForm({
    initialValues: { currentPassword: '', newPassword: '', repeated: '' },
    validate: {
      currentPassword: (value) => (value === '' ? t('login.passwordMissing') : null),
      newPassword: (value) => passwordProblem(value, session?.name ?? ''),
      repeated: (value, values) => (value === values.newPassword ? null : t('password.differs')),
    },
  });
  const { ref, onSubmit, error } = useSending({
    form,
    saving: change,
    toInput: ({ currentPassword, newPassword }) => ({ current: currentPassword, new: newPassword }),
    onSent: () => {
      form.reset();
      notifications.show({ message: t('password.changed') });
    },
  });
  const toggle = { visibilityToggleButtonProps: { 'aria-label': t('login.show') } };
  return (
    <Panel title={t('password.title')}>
      <form ref={ref} onSubmit={onSubmit} noValidate>
        <Stack gap="sm">
          <input type="hidden" name="username" autoComplete="username" value={session?.name ?? ''} readOnly />
          <PasswordInput label={t('password.current')} autoComplete="current-password" {...toggle} {...form.getInputProps('currentPassword')} />
          <PasswordInput label={t('password.new')} autoComplete="new-password" {...toggle} {...form.getInputProps('newPassword')} />
          <PasswordInput label={t('password.repeat')} autoComplete="new-password" {...toggle} {...form.getInputProps('repeated')} />
          {error !== null && (
            <Text c="var(--state-critical)" size="sm" role="alert">
              {explain(error)}
            </Text>
          )}
          <Button type="submit" loading={change.isPending} style={{ alignSelf: 'flex-start' }}>
            {t('password.submit')}
          </Button>
        </Stack>
      </form>
    </Panel>
  );
}
