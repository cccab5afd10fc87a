import { PasswordInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useChangeUser, type User } from '../../api/users';
import { FormModal } from '../../components/FormModal';
import { SendingForm } from '../../components/SendingForm';
import { usePasswordProblem } from './usePasswordProblem';

interface PasswordFormProps {
  readonly user: User | null;
  readonly onClose: () => void;
}

/** An admin sets somebody's password anew. */
export function PasswordForm({ user, onClose }: PasswordFormProps): ReactElement {
  const { t } = useTranslation();
  return (
    <FormModal opened={user !== null} onClose={onClose} title={t('users.setPasswordOf', { name: user?.name ?? '' })}>
      {user !== null && <Fields user={user} onClose={onClose} />}
    </FormModal>
  );
}

function Fields({ user, onClose }: { readonly user: User; readonly onClose: () => void }): ReactElement {
  const { t } = useTranslation();
  const change = useChangeUser();
  const passwordProblem = usePasswordProblem();
  const form = useForm({
    initialValues: { password: '' },
    validate: {
      password: (value) => passwordProblem(value, user.name),
    },
  });
  return (
    <SendingForm form={form} saving={change} toInput={({ password }) => ({ id: user.id, password })} onSent={onClose} gap="sm" onCancel={onClose}>
      <PasswordInput
        label={t('password.new')}
        autoComplete="new-password"
        data-autofocus
        visibilityToggleButtonProps={{ 'aria-label': t('login.show') }}
        {...form.getInputProps('password')}
      />
    </SendingForm>
  );
}
