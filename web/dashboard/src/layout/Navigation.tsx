import { Badge, NavLink } from '@mantine/core';
import {
  IconBellRinging,
  IconChartLine,
  IconFileText,
  IconLayoutDashboard,
  IconSettings,
  IconTargetArrow,
  type Icon,
} from '@tabler/icons-react';
import { Link, useLocation } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useOverviewPart } from '../api/overview';
import styles from './Shell.module.css';

const PAGES = [
  { to: '/', key: 'overview', icon: IconLayoutDashboard },
  { to: '/targets', key: 'targets', icon: IconTargetArrow },
  { to: '/alerts', key: 'alerts', icon: IconBellRinging },
  { to: '/explore', key: 'explore', icon: IconChartLine },
  { to: '/reports', key: 'reports', icon: IconFileText },
  { to: '/settings', key: 'settings', icon: IconSettings },
] as const satisfies readonly { to: string; key: string; icon: Icon }[];

export function Navigation({ onNavigate }: { readonly onNavigate: () => void }): ReactElement {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  const firing = useOverviewPart(({ alerts }) => alerts?.filter(({ state }) => state === 'firing').length ?? 0);
  return (
    <nav aria-label={t('nav.label')}>
      {PAGES.map(({ to, key, icon: PageIcon }) => {
        const active = to === '/' ? pathname === '/' : pathname.startsWith(to);
        return (
          <NavLink
            key={to}
            renderRoot={(props) => <Link to={to} {...props} />}
            label={t(`nav.${key}`)}
            active={active}
            aria-current={active ? 'page' : undefined}
            leftSection={<PageIcon size={18} stroke={1.7} />}
            rightSection={
              key === 'alerts' && firing > 0 ? (
                <Badge size="sm" circle color="var(--state-critical)" autoContrast={false} aria-label={t('nav.firing', { count: firing })}>
                  {firing}
                </Badge>
              ) : undefined
            }
            onClick={onNavigate}
            className={styles['link'] ?? ''}
          />
        );
      })}
    </nav>
  );
}
