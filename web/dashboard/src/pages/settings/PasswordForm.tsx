import { Button, Group, Modal, PasswordInput, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useChangeUser, type User } from '../../api/users';
import { Failure } from '../../components/Notice';
import { SHORTEST_PASSWORD } from './passwordRules';

interface PasswordFormProps {
  readonly user: User | null;
  readonly onClose: () => void;
}

/** An admin sets somebody's password anew. */
export function PasswordForm({ user, onClose }: PasswordFormProps): ReactElement {
  const { t } = useTranslation();
  return (
    <Modal
      opened={user !== null}
      onClose={onClose}
      title={t('users.setPasswordOf', { name: user?.name ?? '' })}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      {user !== null && <Fields user={user} onClose={onClose} />}
    </Modal>
  );
}

function Fields({ user, onClose }: { readonly user: User; readonly onClose: () => void }): ReactElement {
  const { t } = useTranslation();
  const change = useChangeUser();
  const form = useForm({
    initialValues: { password: '' },
    validate: {
      password: (value) => (value.length < SHORTEST_PASSWORD ? t('password.short', { count: SHORTEST_PASSWORD }) : null),
    },
  });
  return (
    <form
      noValidate
      onSubmit={form.onSubmit(({ password }) => { change.mutate({ id: user.id, password }, { onSuccess: onClose }); })}
    >
      <Stack gap="sm">
        <PasswordInput
          label={t('password.new')}
          autoComplete="new-password"
          data-autofocus
          visibilityToggleButtonProps={{ 'aria-label': t('login.show') }}
          {...form.getInputProps('password')}
        />
        {change.isError && <Failure error={change.error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button type="submit" loading={change.isPending}>
            {t('save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
