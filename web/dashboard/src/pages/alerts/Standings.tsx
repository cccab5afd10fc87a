import { List, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { AlertGroup, ChannelStanding } from '../../api/alerts';
import { formatRelative } from '../../lib/formatTime';
import { useNow } from '../../lib/useNow';

const COLORS: Readonly<Record<string, string>> = { held: 'var(--state-warning)', silent: 'var(--state-warning)', untold: 'var(--state-warning)', failed: 'var(--state-critical)', off: 'var(--state-critical)' };

/** For each way the alert takes: why, into which group, when that is looked at, and why each channel is told or not. */
export function Standings({ groups }: { readonly groups: readonly AlertGroup[] }): ReactElement {
  const { t, i18n } = useTranslation();
  const now = useNow(1_000);
  return (
    <>
      {groups.map(({ key, route, matched, members, held, channels, nextFlushAt, nextFlushReason }) => (
        <div key={key} style={{ padding: '0 var(--mantine-spacing-md) var(--mantine-spacing-xs)' }} data-testid="standing">
          <Text size="sm" style={{ overflowWrap: 'anywhere' }}>{t('alert.way', { route, matched })}</Text>
          {members > 0 && <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>{t('alert.inGroup', { key, count: members })}</Text>}
          {held && <Text size="sm" c="var(--state-warning)">{t('alert.held', { stage: held.stage, reason: held.reason })}</Text>}
          {channels.length > 0 && (
            <List size="sm" listStyleType="none" aria-label={t('alert.decided')}>
              {channels.map((channel) => (
                <List.Item key={channel.channel}>
                  <b>{channel.channel}</b>{' '}
                  <Text span size="sm" c={COLORS[channel.standing] ?? 'inherit'}>{wordOf(channel)}</Text>: {channel.reason}
                  {channel.failure && <Text span size="sm" c="var(--state-critical)"> ({channel.failure})</Text>}
                </List.Item>
              ))}
            </List>
          )}
          {nextFlushAt && (
            <Text size="xs" c="dimmed">
              {t('alert.nextLook', { at: formatRelative(nextFlushAt, now, i18n.language) })}
              {nextFlushReason && ` (${nextFlushReason})`}
            </Text>
          )}
        </div>
      ))}
    </>
  );

  // What alerting adds later is shown in its own word.
  function wordOf({ standing }: ChannelStanding): string {
    return i18n.exists(`alert.standing.${standing}`) ? t(`alert.standing.${standing as 'told'}`) : standing;
  }
}
