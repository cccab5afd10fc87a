import { Badge, NavLink } from '@mantine/core';
import { Link, useLocation } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useOverviewPart } from '../api/overview';
import { currentPage, EXACTLY, isWithin, pagesOf, SECTIONS } from './sections';
import styles from './Shell.module.css';

/** The sections, and the pages of the one that is open. */
export function Navigation({ onNavigate }: { readonly onNavigate: () => void }): ReactElement {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  const firing = useOverviewPart(({ alerts }) => alerts?.filter(({ state }) => state === 'firing').length ?? 0);
  return (
    <nav aria-label={t('nav.label')}>
      {SECTIONS.map((section) => {
        const { to, key, icon: SectionIcon } = section;
        const pages = pagesOf(section);
        const open = isWithin(pathname, to);
        const current = currentPage(pathname, pages);
        return (
          <div key={to}>
            <NavLink
              renderRoot={(props) => <Link to={to} activeOptions={EXACTLY} {...props} />}
              label={t(`nav.${key}`)}
              active={open && current === undefined}
              aria-current={open && current === undefined ? 'page' : undefined}
              leftSection={<SectionIcon size={18} stroke={1.7} />}
              rightSection={
                key === 'alerts' && firing > 0 ? (
                  <Badge size="sm" circle color="var(--state-critical)" aria-label={t('nav.firing', { count: firing })}>
                    {firing}
                  </Badge>
                ) : undefined
              }
              onClick={onNavigate}
              className={styles['link'] ?? ''}
              {...(open ? { fw: 650 } : {})}
            />
            {open && pages.length > 0 && (
              <div className={styles['pages']}>
                {pages.map((page) => (
                  <Link key={page.to} to={page.to} className={styles['page'] ?? ''} activeOptions={EXACTLY} aria-current={page === current ? 'page' : undefined} onClick={onNavigate}>
                    {t(`nav.${page.key}`)}
                  </Link>
                ))}
              </div>
            )}
          </div>
        );
      })}
    </nav>
  );
}
