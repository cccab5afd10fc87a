import { ActionIcon, Button, Group, Menu, Select, Skeleton, Table, Text, VisuallyHidden } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { IconDots, IconPlus } from '@tabler/icons-react';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ROLES, useSession } from '../../api/session';
import { useChangeUser, useDeleteUser, useUsers, type User } from '../../api/users';
import { Failure, useErrorText } from '../../components/Notice';
import { Panel } from '../../components/Panel';
import { StateBadge } from '../../components/StateBadge';
import { useConfirm } from '../../components/useConfirm';
import { formatDateTime } from '../../lib/formatTime';
import { PasswordForm } from './PasswordForm';
import { UserForm } from './UserForm';

export function UsersSection(): ReactElement {
  const { t } = useTranslation();
  const users = useUsers();
  const [opened, form] = useDisclosure();
  const [changed, setChanged] = useState<User | null>(null);
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
      {content()}
      <UserForm opened={opened} onClose={form.close} />
      <PasswordForm user={changed} onClose={() => { setChanged(null); }} />
    </Panel>
  );

  function content(): ReactElement {
    if (users.isError) return <Failure error={users.error} onRetry={() => void users.refetch()} />;
    if (users.isPending) return <Skeleton height={140} />;
    return (
      <Table.ScrollContainer minWidth={700} scrollAreaProps={{ viewportProps: { tabIndex: 0, 'aria-label': t('settings.users.title') } }}>
        <Table horizontalSpacing="md" verticalSpacing="xs">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('users.name')}</Table.Th>
              <Table.Th>{t('users.role')}</Table.Th>
              <Table.Th>{t('users.lastLogin')}</Table.Th>
              <Table.Th>{t('users.state')}</Table.Th>
              <Table.Th>
              <VisuallyHidden>{t('actions')}</VisuallyHidden>
            </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {users.data.map((user) => (
              <Row key={user.id} user={user} onPassword={setChanged} />
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    );
  }
}

function Row({ user, onPassword }: { readonly user: User; readonly onPassword: (user: User) => void }): ReactElement {
  const { t, i18n } = useTranslation();
  const { data: session } = useSession();
  const change = useChangeUser();
  const remove = useDeleteUser();
  const confirm = useConfirm();
  const explain = useErrorText();
  const own = session?.name === user.name;
  const refused = (error: Error): void => {
    notifications.show({ message: explain(error), color: 'var(--state-critical)' });
  };
  return (
    <Table.Tr data-testid="user-row">
      <Table.Td fw={600}>
        {user.name}
        {own && (
          <Text size="xs" c="dimmed">
            {t('users.you')}
          </Text>
        )}
      </Table.Td>
      <Table.Td>
        <Select
          w={150}
          size="xs"
          aria-label={t('users.roleOf', { name: user.name })}
          allowDeselect={false}
          data={ROLES.map((role) => ({ value: role, label: t(`role.${role}`) }))}
          value={user.role}
          onChange={(chosen) => {
            const role = ROLES.find((known) => known === chosen);
            if (role !== undefined && role !== user.role) change.mutate({ id: user.id, role }, { onError: refused });
          }}
        />
      </Table.Td>
      <Table.Td>{user.lastLoginAt === null ? t('never') : formatDateTime(user.lastLoginAt, i18n.language)}</Table.Td>
      <Table.Td>
        <StateBadge state={user.disabled ? 'unknown' : 'ok'}>{t(user.disabled ? 'users.disabled' : 'users.active')}</StateBadge>
      </Table.Td>
      <Table.Td>
        <Group justify="flex-end">
          <Menu position="bottom-end" withinPortal>
            <Menu.Target>
              <ActionIcon variant="subtle" color="gray" aria-label={t('users.actions', { name: user.name })}>
                <IconDots size={17} />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item onClick={() => { onPassword(user); }}>{t('users.setPassword')}</Menu.Item>
              <Menu.Item disabled={own} onClick={() => { change.mutate({ id: user.id, disabled: !user.disabled }, { onError: refused }); }}>
                {t(user.disabled ? 'users.enable' : 'users.disable')}
              </Menu.Item>
              <Menu.Item
                disabled={own}
                color="var(--state-critical)"
                onClick={() => {
                  confirm({
                    title: t('users.delete'),
                    text: t('users.deleteText', { name: user.name }),
                    action: t('delete'),
                    run: () => remove.mutateAsync(user.id),
                  });
                }}
              >
                {t('delete')}
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        </Group>
      </Table.Td>
    </Table.Tr>
  );
}
