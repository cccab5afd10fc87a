import { Button, Group, PasswordInput, Select, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ROLES } from '../../api/session';
import { useCreateUser, type NewUser } from '../../api/users';
import { FormModal } from '../../components/FormModal';
import { Failure } from '../../components/Notice';
import { SHORTEST_PASSWORD } from './passwordRules';

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
  const form = useForm<NewUser>({
    initialValues: { name: '', password: '', role: 'viewer' },
    validate: {
      name: (value) => (value.trim() === '' ? t('login.userMissing') : null),
      password: (value) => (value.length < SHORTEST_PASSWORD ? t('password.short', { count: SHORTEST_PASSWORD }) : null),
    },
  });
  const submit = form.onSubmit((values) => {
    create.mutate({ ...values, name: values.name.trim() }, { onSuccess: onClose });
  });
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm">
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
        {create.isError && <Failure error={create.error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button type="submit" loading={create.isPending}>
            {t('users.create')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
