import { Anchor, Button, Text } from '@mantine/core';
import { IconSend } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useChannels, useTestChannel, type Channel } from '../../api/channels';
import { Notice, useErrorText } from '../../components/Notice';
import { Panel } from '../../components/Panel';
import { RoleGate } from '../../components/RoleGate';
import { StateBadge } from '../../components/StateBadge';
import type { Column } from '../../components/table/column';
import { DataTable } from '../../components/table/DataTable';
import { formatDateTime, formatRelative } from '../../lib/formatTime';
import { useNow } from '../../lib/useNow';
import { healthOf } from './channelHealth';

/** How alerts reach people, and whether they do. */
export function ChannelTable(): ReactElement {
  const { t } = useTranslation();
  const channels = useChannels();
  const columns: readonly Column<Channel>[] = [
    {
      key: 'name',
      title: t('channels.name'),
      primary: true,
      sortBy: ({ name }) => name,
      cell: ({ name, kind }) => (
        <>
          <Anchor fw={600} size="sm" renderRoot={(props) => <Link to="/alerts/channels" search={{ channel: name }} {...props} />}>{name}</Anchor>
          <Text size="xs" c="dimmed">{kind}</Text>
        </>
      ),
    },
    { key: 'destination', title: t('channels.destination'), cell: ({ destination }) => <Text size="sm" style={{ overflowWrap: 'anywhere' }}>{destination}</Text>, sortBy: ({ destination }) => destination },
    { key: 'state', title: t('channels.state'), cell: (channel) => <Health channel={channel} />, sortBy: (channel) => healthOf(channel).word },
    { key: 'pending', title: t('channels.pending'), width: 90, align: 'right', cell: ({ pending }) => pending, sortBy: ({ pending }) => pending },
    { key: 'last', title: t('channels.last'), cell: ({ lastDeliveredAt }) => <LastDelivered at={lastDeliveredAt ?? null} />, sortBy: ({ lastDeliveredAt }) => lastDeliveredAt ?? null },
    { key: 'actions', title: t('actions'), silent: true, align: 'right', cell: (channel) => <TestButton channel={channel} /> },
  ];
  return (
    <Panel flush title={t('channels.title')}>
      <DataTable
        label={t('channels.title')}
        source={channels}
        rows={channels.data}
        columns={columns}
        keyOf={({ name }) => name}
        empty={<Notice title={t('channels.none')}>{t('channels.noneText')}</Notice>}
        minWidth={800}
        testId="channel-row"
      />
    </Panel>
  );
}

function LastDelivered({ at }: { readonly at: string | null }): ReactElement {
  const { t, i18n } = useTranslation();
  const now = useNow(10_000);
  if (at === null) return <Text size="sm" c="dimmed">{t('channels.notYet')}</Text>;
  return <Text size="sm" title={formatDateTime(at, i18n.language)}>{formatRelative(at, now, i18n.language)}</Text>;
}

function Health({ channel }: { readonly channel: Channel }): ReactElement {
  const { t, i18n } = useTranslation();
  const now = useNow(10_000);
  const { state, word, reason } = healthOf(channel);
  const { failingSince, lastError, lastErrorAt, pausedUntil } = channel;
  return (
    <>
      <StateBadge state={state}>{t(`channels.health.${word}`)}</StateBadge>
      {reason !== null && <Text size="xs" c={state === 'critical' ? 'var(--state-critical)' : 'dimmed'} mt={4} style={{ overflowWrap: 'anywhere' }}>{reason}</Text>}
      {word === 'failing' && failingSince && <Text size="xs" c="dimmed" title={formatDateTime(failingSince, i18n.language)}>{t('channels.failingSince', { at: formatRelative(failingSince, now, i18n.language) })}</Text>}
      {pausedUntil && <Text size="xs" c="dimmed">{t('channels.pausedUntil', { at: formatDateTime(pausedUntil, i18n.language) })}</Text>}
      {word === 'working' && lastErrorAt && <Text size="xs" c="dimmed" title={formatDateTime(lastErrorAt, i18n.language)} style={{ overflowWrap: 'anywhere' }}>{t('channels.lastError', { at: formatRelative(lastErrorAt, now, i18n.language), reason: lastError ?? '' })}</Text>}
    </>
  );
}

function TestButton({ channel }: { readonly channel: Channel }): ReactElement {
  const { t } = useTranslation();
  const test = useTestChannel();
  return (
    <>
      <RoleGate needs="admin" unless={channel.enabled ? null : t('channels.offText')}>
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconSend size={14} />}
          loading={test.isPending}
          onClick={() => { test.mutate(channel.name); }}
          aria-label={t('channels.testNamed', { name: channel.name })}
        >
          {t('channels.test')}
        </Button>
      </RoleGate>
      <TestResult test={test} />
    </>
  );
}

function TestResult({ test }: { readonly test: ReturnType<typeof useTestChannel> }): ReactElement | null {
  const { t } = useTranslation();
  const explain = useErrorText();
  if (test.isPending || test.isIdle) return null;
  const failure = test.isError ? explain(test.error) : test.data.delivered ? null : (test.data.reason ?? t('channels.refused'));
  return (
    <Text size="xs" mt={4} role="status" c={failure === null ? 'var(--state-ok)' : 'var(--state-critical)'}>
      {failure ?? t('channels.delivered', { ms: test.data?.durationMilliseconds ?? 0 })}
    </Text>
  );
}
