import { PasswordInput, Select, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ROLES } from '../../api/session';
import { useCreateUser, type NewUser } from '../../api/users';
import { FormModal } from '../../components/FormModal';
import { SendingForm } from '../../components/SendingForm';
import { usePasswordProblem } from './usePasswordProblem';

interface UserFormProps {
  readonly opened: boolean;
  readonly onClose: () => void;
}

export function UserForm({ opened, onClose }: UserFormProps): ReactElement {
  const { t } = useTranslation();
  return (
    <FormModal opened={opened} onClose={onClose} title={t('users.create')}>
      <Fields onClose={onClose} />
    </FormModal>
  );
}

function Fields({ onClose }: Pick<UserFormProps, 'onClose'>): ReactElement {
  const { t } = useTranslation();
  const create = useCreateUser();
  const passwordProblem = usePasswordProblem();
  const form = useForm<NewUser>({
    initialValues: { name: '', password: '', role: 'viewer' },
    validate: {
      name: (value) => (value.trim() === '' ? t('login.userMissing') : null),
      password: (value, { name }) => passwordProblem(value, name),
    },
  });
  return (
    <SendingForm form={form} saving={create} toInput={(values) => ({ ...values, name: values.name.trim() })} onSent={onClose} submit={t('users.create')} gap="sm" onCancel={onClose}>
      <TextInput label={t('users.name')} required data-autofocus autoComplete="off" {...form.getInputProps('name')} />
      <PasswordInput
        label={t('login.password')}
        required
        autoComplete="new-password"
        visibilityToggleButtonProps={{ 'aria-label': t('login.show') }}
        {...form.getInputProps('password')}
      />
      <Select
        label={t('users.role')}
        description={t(`users.roleHint.${form.values.role}`)}
        allowDeselect={false}
        data={ROLES.map((role) => ({ value: role, label: t(`role.${role}`) }))}
        {...form.getInputProps('role')}
      />
    </SendingForm>
  );
}
