import { Link, useLocation } from '@tanstack/react-router';
import { useEffect, useRef, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { currentPage, EXACTLY, isWithin, pagesOf, SECTIONS } from './sections';
import styles from './Shell.module.css';

/** The ways between the pages of a section, where the navigation is folded away. */
export function SectionLinks(): ReactElement | null {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  const links = useRef<HTMLElement>(null);
  // On a phone a section has more pages than fit beside each other.
  useEffect(() => { links.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' }); }, [pathname]);
  const section = SECTIONS.find(({ to }) => isWithin(pathname, to));
  const pages = section === undefined ? [] : pagesOf(section);
  if (section === undefined || pages.length === 0) return null;
  const current = currentPage(pathname, pages);
  return (
    <nav ref={links} className={styles['sectionLinks']} aria-label={t(`nav.${section.key}`)}>
      {pages.map((page) => (
        <Link key={page.to} to={page.to} activeOptions={EXACTLY} aria-current={page === current ? 'page' : undefined}>
          {t(`nav.${page.key}`)}
        </Link>
      ))}
    </nav>
  );
}
