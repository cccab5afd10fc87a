import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './AlertingLinks.module.css';

const SECTIONS = [
  { to: '/alerts', key: 'alerts' },
  { to: '/alerts/rules', key: 'rules' },
  { to: '/alerts/silences', key: 'silences' },
  { to: '/alerts/maintenance', key: 'maintenance' },
  { to: '/alerts/routing', key: 'routing' },
] as const;

/** The ways between the pages about alerting. */
export function AlertingLinks(): ReactElement {
  const { t } = useTranslation();
  return (
    <nav className={styles['links']} aria-label={t('alerting.sections')}>
      {SECTIONS.map(({ to, key }) => (
        <Link key={to} to={to} className={styles['link'] ?? ''} activeOptions={{ exact: true, includeSearch: false }} activeProps={{ 'aria-current': 'page' }}>
          {t(`alerting.${key}`)}
        </Link>
      ))}
    </nav>
  );
}
