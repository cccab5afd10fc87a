import { ActionIcon, Button, Menu, Select, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconDots, IconPlus } from '@tabler/icons-react';
import { useState, type ReactElement, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ROLES, useSession, type Role } from '../../api/session';
import { useChangeUser, useDeleteUser, useUsers, type User, type UserChange } from '../../api/users';
import { useErrorText } from '../../components/Notice';
import { Panel } from '../../components/Panel';
import { StateBadge } from '../../components/StateBadge';
import type { Column } from '../../components/table/column';
import { DataTable } from '../../components/table/DataTable';
import { useConfirm } from '../../components/useConfirm';
import { formatDateTime } from '../../lib/formatTime';
import { PasswordForm } from './PasswordForm';
import { UserForm } from './UserForm';
import { limitsOf, type UserLimit, type UserLimits } from './userLimits';

export function UsersSection(): ReactElement {
  const { t, i18n } = useTranslation();
  const users = useUsers();
  const { data: session } = useSession();
  const [opened, form] = useDisclosure();
  const [changed, setChanged] = useState<User | null>(null);
  const explain = useErrorText();
  const [refusal, setRefusal] = useState<{ readonly id: string; readonly error: Error } | null>(null);
  const change = useChangeUser();
  // Said in the user's row until something else is tried.
  const send = (id: string, wanted: Omit<UserChange, 'id'>): void => {
    setRefusal(null);
    change.mutate({ id, ...wanted }, { onError: (error) => { setRefusal({ id, error }); } });
  };
  const limits = (user: User): UserLimits => limitsOf(user, users.data ?? [], session?.name);
  const columns: readonly Column<User>[] = [
    {
      key: 'name',
      title: t('users.name'),
      primary: true,
      sortBy: ({ name }) => name,
      cell: ({ id, name }) => (
        <>
          <b>{name}</b>
          {session?.name === name && <Text size="xs" c="dimmed">{t('users.you')}</Text>}
          {refusal?.id === id && <Text size="xs" c="var(--state-critical)" role="alert">{explain(refusal.error)}</Text>}
        </>
      ),
    },
    { key: 'role', title: t('users.role'), cell: (user) => <RoleSelect user={user} limit={limits(user).role} onChange={(role) => { send(user.id, { role }); }} />, sortBy: ({ role }) => ROLES.indexOf(role) },
    { key: 'lastLogin', title: t('users.lastLogin'), cell: ({ lastLoginAt }) => (lastLoginAt === null ? t('never') : formatDateTime(lastLoginAt, i18n.language)), sortBy: ({ lastLoginAt }) => lastLoginAt },
    { key: 'state', title: t('users.state'), cell: ({ disabled }) => <StateBadge state={disabled ? 'unknown' : 'ok'}>{t(disabled ? 'users.disabled' : 'users.active')}</StateBadge>, sortBy: ({ disabled }) => disabled },
    { key: 'actions', title: t('actions'), silent: true, align: 'right', cell: (user) => <UserMenu user={user} limit={limits(user).removal} onPassword={setChanged} onDisabled={(disabled) => { send(user.id, { disabled }); }} /> },
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

interface RoleSelectProps {
  readonly user: User;
  readonly limit: UserLimit | null;
  readonly onChange: (role: Role) => void;
}

function RoleSelect({ user, limit, onChange }: RoleSelectProps): ReactElement {
  const { t } = useTranslation();
  return (
    <Select
      w={180}
      size="xs"
      aria-label={t('users.roleOf', { name: user.name })}
      description={limit === null ? undefined : t(`users.limits.${limit}`)}
      inputWrapperOrder={['input', 'description']}
      allowDeselect={false}
      readOnly={limit !== null}
      data={ROLES.map((role) => ({ value: role, label: t(`role.${role}`) }))}
      value={user.role}
      onChange={(chosen) => {
        const role = ROLES.find((known) => known === chosen);
        if (role !== undefined && role !== user.role) onChange(role);
      }}
    />
  );
}

interface UserMenuProps {
  readonly user: User;
  readonly limit: UserLimit | null;
  readonly onPassword: (user: User) => void;
  readonly onDisabled: (disabled: boolean) => void;
}

function UserMenu({ user, limit, onPassword, onDisabled }: UserMenuProps): ReactElement {
  const { t } = useTranslation();
  const remove = useDeleteUser();
  const confirm = useConfirm();
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={t('users.actions', { name: user.name })}>
          <IconDots size={17} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown maw={320}>
        <Menu.Item onClick={() => { onPassword(user); }}>{t('users.setPassword')}</Menu.Item>
        <Limited limit={user.disabled ? null : limit} onClick={() => { onDisabled(!user.disabled); }}>{t(user.disabled ? 'users.enable' : 'users.disable')}</Limited>
        <Limited
          limit={limit}
          color="var(--state-critical)"
          onClick={() => {
            confirm({ title: t('users.delete'), text: t('users.deleteText', { name: user.name }), action: t('delete'), run: () => remove.mutateAsync(user.id) });
          }}
        >
          {t('delete')}
        </Limited>
      </Menu.Dropdown>
    </Menu>
  );
}

interface LimitedProps {
  readonly limit: UserLimit | null;
  readonly color?: string;
  readonly onClick: () => void;
  readonly children: ReactNode;
}

/** An item of a menu that, where it cannot be used, says why; it stays in reach of the keyboard for that. */
function Limited({ limit, color, onClick, children }: LimitedProps): ReactElement {
  const { t } = useTranslation();
  if (limit === null) return <Menu.Item {...(color === undefined ? {} : { color })} onClick={onClick}>{children}</Menu.Item>;
  return (
    <Menu.Item aria-disabled closeMenuOnClick={false} style={{ cursor: 'not-allowed' }}>
      <Text size="sm" c="dimmed">{children}</Text>
      <Text size="xs">{t(`users.limits.${limit}`)}</Text>
    </Menu.Item>
  );
}
