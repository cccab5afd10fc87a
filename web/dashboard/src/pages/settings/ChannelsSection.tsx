import { Button, Text } from '@mantine/core';
import { IconSend } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useChannels, useTestChannel, type Channel } from '../../api/channels';
import { Notice, useErrorText } from '../../components/Notice';
import { Panel } from '../../components/Panel';
import { StateBadge } from '../../components/StateBadge';
import type { Column } from '../../components/table/column';
import { DataTable } from '../../components/table/DataTable';

/** How alerts reach people, and whether they would. */
export function ChannelsSection(): ReactElement {
  const { t } = useTranslation();
  const channels = useChannels();
  const columns: readonly Column<Channel>[] = [
    { key: 'name', title: t('channels.name'), primary: true, cell: ({ name }) => <b>{name}</b>, sortBy: ({ name }) => name },
    { key: 'kind', title: t('channels.kind'), cell: ({ kind }) => kind, sortBy: ({ kind }) => kind },
    { key: 'destination', title: t('channels.destination'), cell: ({ destination }) => <span style={{ overflowWrap: 'anywhere' }}>{destination}</span>, sortBy: ({ destination }) => destination },
    {
      key: 'state',
      title: t('channels.state'),
      sortBy: ({ enabled }) => !enabled,
      cell: ({ enabled, off }) => (
        <>
          <StateBadge state={enabled ? 'ok' : 'unknown'}>{t(enabled ? 'channels.enabled' : 'channels.disabled')}</StateBadge>
          {!enabled && <Text size="xs" c="dimmed" mt={4}>{off}</Text>}
        </>
      ),
    },
    { key: 'actions', title: t('actions'), silent: true, align: 'right', cell: (channel) => <TestButton channel={channel} /> },
  ];
  return (
    <Panel flush title={t('settings.channels.title')}>
      <DataTable
        label={t('settings.channels.title')}
        source={channels}
        rows={channels.data}
        columns={columns}
        keyOf={({ name }) => name}
        empty={<Notice title={t('channels.none')}>{t('channels.noneText')}</Notice>}
        testId="channel-row"
      />
    </Panel>
  );
}

function TestButton({ channel }: { readonly channel: Channel }): ReactElement {
  const { t } = useTranslation();
  const test = useTestChannel();
  return (
    <>
      <Button
        size="compact-sm"
        variant="default"
        leftSection={<IconSend size={14} />}
        loading={test.isPending}
        disabled={!channel.enabled}
        onClick={() => { test.mutate(channel.name); }}
        aria-label={t('channels.testNamed', { name: channel.name })}
      >
        {t('channels.test')}
      </Button>
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
      {failure ?? t('channels.delivered')}
    </Text>
  );
}
