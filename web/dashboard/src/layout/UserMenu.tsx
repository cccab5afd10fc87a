import { ActionIcon, Menu, Text } from '@mantine/core';
import { IconLogout, IconUserCircle } from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useLogout, useSession } from '../api/session';

export function UserMenu(): ReactElement {
  const { t } = useTranslation();
  const { data: session } = useSession();
  const logout = useLogout();
  const navigate = useNavigate();
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={t('user.label')}>
          <IconUserCircle size={20} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {session !== undefined && (
          <Menu.Label>
            <Text size="sm" fw={600} component="span">
              {session.name}
            </Text>{' '}
            · {t(`role.${session.role}`)}
          </Menu.Label>
        )}
        <Menu.Item renderRoot={(props) => <Link to="/settings/$section" params={{ section: 'account' }} {...props} />}>
          {t('settings.account.title')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconLogout size={16} />}
          onClick={() => {
            logout.mutate(undefined, { onSettled: () => void navigate({ to: '/login' }) });
          }}
        >
          {t('user.logout')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
