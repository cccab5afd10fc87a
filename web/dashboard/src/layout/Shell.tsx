import { ActionIcon, AppShell, Burger, Group, ScrollArea, Text, Tooltip } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconKeyboard } from '@tabler/icons-react';
import { Outlet, useNavigate } from '@tanstack/react-router';
import { Suspense, useEffect, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { LiveConnection } from '../api/live';
import { OverviewContext, OverviewFeed } from '../api/overview';
import { useChords } from '../lib/useChords';
import { AlertNotices } from './AlertNotices';
import { AlertingBanner } from './AlertingBanner';
import { AppLoading } from './AppLoading';
import { ColorSchemeMenu } from './ColorSchemeMenu';
import { ConnectionBadge } from './ConnectionBadge';
import { ConnectionTitle } from './ConnectionTitle';
import { HelpModal } from './HelpModal';
import { LanguageMenu } from './LanguageMenu';
import { Navigation } from './Navigation';
import { Recovery } from './Recovery';
import { SectionLinks } from './SectionLinks';
import styles from './Shell.module.css';
import { UserMenu } from './UserMenu';

function openFeed(): OverviewFeed {
  const url = `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/ws`;
  return new OverviewFeed(new LiveConnection(url, { open: (address) => new WebSocket(address), random: Math.random }));
}

/** The frame around every page of a signed-in person; holds the one live connection. */
export function Shell(): ReactElement {
  const { t } = useTranslation();
  const [feed] = useState(openFeed);
  const [menuOpen, menu] = useDisclosure();
  const [helpOpen, help] = useDisclosure();
  const navigate = useNavigate();

  useEffect(() => feed.start(), [feed]);
  useEffect(() => {
    const retry = (): void => {
      feed.live.retryNow();
    };
    window.addEventListener('online', retry);
    return () => {
      window.removeEventListener('online', retry);
    };
  }, [feed]);
  useChords({
    '?': help.toggle,
    'g o': () => void navigate({ to: '/' }),
    'g t': () => void navigate({ to: '/targets' }),
    'g a': () => void navigate({ to: '/alerts' }),
    'g r': () => void navigate({ to: '/reports' }),
    'g e': () => void navigate({ to: '/explore' }),
    'g s': () => void navigate({ to: '/settings' }),
  });

  return (
    <OverviewContext value={feed}>
      <a className="skip-link" href="#content">
        {t('skip')}
      </a>
      <AppShell
        header={{ height: 52 }}
        navbar={{ width: 208, breakpoint: 'md', collapsed: { mobile: !menuOpen } }}
        padding="md"
        classNames={{ main: styles['main'] ?? '', navbar: styles['navbar'] ?? '', header: styles['header'] ?? '' }}
      >
        <AppShell.Header>
          <Group h="100%" px="md" justify="space-between" wrap="nowrap" gap="xs">
            <Group gap="xs" wrap="nowrap">
              <Burger opened={menuOpen} onClick={menu.toggle} hiddenFrom="md" size="sm" aria-label={t('nav.menu')} />
              <img src={`${import.meta.env.BASE_URL}icon.svg`} alt="" width={26} height={26} />
              <Text fw={700} visibleFrom="xs">
                PerfMonitor
              </Text>
            </Group>
            <Group gap={6} wrap="nowrap">
              <ConnectionBadge />
              <Tooltip label={`${t('help.title')} (?)`}>
                <ActionIcon variant="subtle" color="gray" onClick={help.open} aria-label={t('help.title')} visibleFrom="sm">
                  <IconKeyboard size={19} />
                </ActionIcon>
              </Tooltip>
              <LanguageMenu />
              <ColorSchemeMenu />
              <UserMenu />
            </Group>
          </Group>
        </AppShell.Header>
        <AppShell.Navbar p="xs">
          <AppShell.Section grow component={ScrollArea}>
            <Navigation onNavigate={menu.close} />
          </AppShell.Section>
        </AppShell.Navbar>
        <AppShell.Main id="content" tabIndex={-1}>
          <AlertingBanner />
          <SectionLinks />
          <Suspense fallback={<AppLoading />}>
            <Outlet />
          </Suspense>
        </AppShell.Main>
      </AppShell>
      <HelpModal opened={helpOpen} onClose={help.close} />
      <AlertNotices />
      <Recovery />
      <ConnectionTitle />
    </OverviewContext>
  );
}
