import { ActionIcon, Button, Menu, Select, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconDots, IconPlus } from '@tabler/icons-react';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ROLES, useSession } from '../../api/session';
import { useChangeUser, useDeleteUser, useUsers, type User } from '../../api/users';
import { Panel } from '../../components/Panel';
import { StateBadge } from '../../components/StateBadge';
import type { Column } from '../../components/table/column';
import { DataTable } from '../../components/table/DataTable';
import { useConfirm } from '../../components/useConfirm';
import { useFailureNotice } from '../../components/useFailureNotice';
import { formatDateTime } from '../../lib/formatTime';
import { PasswordForm } from './PasswordForm';
import { UserForm } from './UserForm';

export function UsersSection(): ReactElement {
  const { t, i18n } = useTranslation();
  const users = useUsers();
  const { data: session } = useSession();
  const [opened, form] = useDisclosure();
  const [changed, setChanged] = useState<User | null>(null);
  const columns: readonly Column<User>[] = [
    {
      key: 'name',
      title: t('users.name'),
      primary: true,
      sortBy: ({ name }) => name,
      cell: ({ name }) => (
        <>
          <b>{name}</b>
          {session?.name === name && <Text size="xs" c="dimmed">{t('users.you')}</Text>}
        </>
      ),
    },
    { key: 'role', title: t('users.role'), cell: (user) => <RoleSelect user={user} />, sortBy: ({ role }) => ROLES.indexOf(role) },
    { key: 'lastLogin', title: t('users.lastLogin'), cell: ({ lastLoginAt }) => (lastLoginAt === null ? t('never') : formatDateTime(lastLoginAt, i18n.language)), sortBy: ({ lastLoginAt }) => lastLoginAt },
    { key: 'state', title: t('users.state'), cell: ({ disabled }) => <StateBadge state={disabled ? 'unknown' : 'ok'}>{t(disabled ? 'users.disabled' : 'users.active')}</StateBadge>, sortBy: ({ disabled }) => disabled },
    { key: 'actions', title: t('actions'), silent: true, align: 'right', cell: (user) => <UserMenu user={user} own={session?.name === user.name} onPassword={setChanged} /> },
  ];
  return (
    <Panel
      flush
      title={t('settings.users.title')}
      aside={
        <Button size="compact-md" leftSection={<IconPlus size={15} />} onClick={form.open}>
          {t('users.create')}
        </Button>
      }
    >
      <DataTable
        label={t('settings.users.title')}
        source={users}
        rows={users.data}
        columns={columns}
        keyOf={({ id }) => id}
        empty={null}
        minWidth={700}
        testId="user-row"
      />
      <UserForm opened={opened} onClose={form.close} />
      <PasswordForm user={changed} onClose={() => { setChanged(null); }} />
    </Panel>
  );
}

function RoleSelect({ user }: { readonly user: User }): ReactElement {
  const { t } = useTranslation();
  const change = useChangeUser();
  const tellFailure = useFailureNotice();
  return (
    <Select
      w={150}
      size="xs"
      aria-label={t('users.roleOf', { name: user.name })}
      allowDeselect={false}
      data={ROLES.map((role) => ({ value: role, label: t(`role.${role}`) }))}
      value={user.role}
      onChange={(chosen) => {
        const role = ROLES.find((known) => known === chosen);
        if (role !== undefined && role !== user.role) change.mutate({ id: user.id, role }, { onError: (error) => { tellFailure(error, user.name); } });
      }}
    />
  );
}

function UserMenu({ user, own, onPassword }: { readonly user: User; readonly own: boolean; readonly onPassword: (user: User) => void }): ReactElement {
  const { t } = useTranslation();
  const change = useChangeUser();
  const remove = useDeleteUser();
  const confirm = useConfirm();
  const tellFailure = useFailureNotice();
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={t('users.actions', { name: user.name })}>
          <IconDots size={17} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => { onPassword(user); }}>{t('users.setPassword')}</Menu.Item>
        <Menu.Item disabled={own} onClick={() => { change.mutate({ id: user.id, disabled: !user.disabled }, { onError: (error) => { tellFailure(error, user.name); } }); }}>
          {t(user.disabled ? 'users.enable' : 'users.disable')}
        </Menu.Item>
        <Menu.Item
          disabled={own}
          color="var(--state-critical)"
          onClick={() => {
            confirm({ title: t('users.delete'), text: t('users.deleteText', { name: user.name }), action: t('delete'), run: () => remove.mutateAsync(user.id) });
          }}
        >
          {t('delete')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
