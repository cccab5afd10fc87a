import { Button, Group, Skeleton, Table, Text, VisuallyHidden } from '@mantine/core';
import { IconSend } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useChannels, useTestChannel, type Channel } from '../../api/channels';
import { Failure, Notice, useErrorText } from '../../components/Notice';
import { Panel } from '../../components/Panel';
import { StateBadge } from '../../components/StateBadge';

/** How alerts reach people, and whether they would. */
export function ChannelsSection(): ReactElement {
  const { t } = useTranslation();
  const channels = useChannels();
  return (
    <Panel flush title={t('settings.channels.title')}>
      {content()}
    </Panel>
  );

  function content(): ReactElement {
    if (channels.isError) return <Failure error={channels.error} onRetry={() => void channels.refetch()} />;
    if (channels.isPending) return <Skeleton height={140} />;
    if (channels.data.length === 0) return <Notice title={t('channels.none')}>{t('channels.noneText')}</Notice>;
    return (
      <Table.ScrollContainer minWidth={640} scrollAreaProps={{ viewportProps: { tabIndex: 0, 'aria-label': t('settings.channels.title') } }}>
        <Table horizontalSpacing="md" verticalSpacing="xs">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('channels.name')}</Table.Th>
              <Table.Th>{t('channels.kind')}</Table.Th>
              <Table.Th>{t('channels.destination')}</Table.Th>
              <Table.Th>{t('channels.state')}</Table.Th>
              <Table.Th>
              <VisuallyHidden>{t('actions')}</VisuallyHidden>
            </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {channels.data.map((channel) => (
              <Row key={channel.name} channel={channel} />
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    );
  }
}

function Row({ channel }: { readonly channel: Channel }): ReactElement {
  const { t } = useTranslation();
  const test = useTestChannel();
  return (
    <Table.Tr data-testid="channel-row">
      <Table.Td fw={600}>{channel.name}</Table.Td>
      <Table.Td>{channel.kind}</Table.Td>
      <Table.Td style={{ overflowWrap: 'anywhere' }}>{channel.destination}</Table.Td>
      <Table.Td>
        <StateBadge state={channel.enabled ? 'ok' : 'unknown'}>{t(channel.enabled ? 'channels.enabled' : 'channels.disabled')}</StateBadge>
        {!channel.enabled && (
          <Text size="xs" c="dimmed" mt={4}>
            {channel.off}
          </Text>
        )}
        <TestResult test={test} />
      </Table.Td>
      <Table.Td>
        <Group justify="flex-end">
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
        </Group>
      </Table.Td>
    </Table.Tr>
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
