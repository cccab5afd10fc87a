import { Text, Timeline } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Alert, TimelineEntry } from '../../api/alerts';
import { Panel } from '../../components/Panel';
import { formatDateTime } from '../../lib/formatTime';

/** What happened to the alert, the newest first. */
export function AlertTimeline({ alert }: { readonly alert: Alert }): ReactElement {
  const { t, i18n } = useTranslation();
  const entries = alert.timeline ?? timelineOf(alert);
  const newestFirst = [...entries].sort((left, right) => Date.parse(right.at) - Date.parse(left.at));
  return (
    <Panel title={t('alert.timeline')}>
      <Timeline bulletSize={14} lineWidth={2}>
        {newestFirst.map((entry) => (
          <Timeline.Item
            key={`${entry.at} ${entry.kind} ${entry.text ?? ''}`}
            title={
              <Text size="sm" fw={600}>
                {titleOf(entry)}
              </Text>
            }
          >
            {entry.text !== null && entry.text !== undefined && <Text size="sm">{entry.text}</Text>}
            <Text size="xs" c="dimmed" className="numeric">
              {formatDateTime(entry.at, i18n.language)}
            </Text>
          </Timeline.Item>
        ))}
      </Timeline>
    </Panel>
  );

  function titleOf({ kind, by }: TimelineEntry): string {
    // What alerting adds later is shown in its own word.
    const title = i18n.exists(`alert.event.${kind}`) ? t(`alert.event.${kind as 'fired'}`) : kind;
    return by === null || by === undefined || by === '' ? title : t('alert.eventBy', { event: title, name: by });
  }
}

/** Where no timeline came: what the alert itself tells. */
function timelineOf(alert: Alert): TimelineEntry[] {
  const entries: TimelineEntry[] = [{ at: alert.startsAt, kind: 'fired' }];
  if (alert.acknowledgedAt !== null) {
    entries.push({ at: alert.acknowledgedAt, kind: 'acknowledged', by: alert.acknowledgedBy, text: alert.note });
  }
  if (alert.endsAt !== null) entries.push({ at: alert.endsAt, kind: 'resolved' });
  return entries;
}
