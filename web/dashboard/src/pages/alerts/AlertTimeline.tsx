import { Text, Timeline } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { EpisodeOf } from '../../api/alertLife';
import type { TimelineEntry } from '../../api/alerts';
import { Panel } from '../../components/Panel';
import { formatDateTime } from '../../lib/formatTime';
import { CommentForm } from './CommentForm';

/** What happened to the alert, the newest first. */
export function AlertTimeline({ entries, of }: { readonly entries: readonly TimelineEntry[]; readonly of: EpisodeOf }): ReactElement {
  const { t, i18n } = useTranslation();
  const newestFirst = [...entries].sort((left, right) => Date.parse(right.at) - Date.parse(left.at));
  return (
    <Panel title={t('alert.timeline')}>
      <CommentForm of={of} />
      <Timeline bulletSize={14} lineWidth={2}>
        {newestFirst.map((entry) => (
          <Timeline.Item
            key={`${entry.at} ${entry.kind} ${entry.text}`}
            title={
              <Text size="sm" fw={600}>
                {titleOf(entry)}
              </Text>
            }
          >
            <Text size="sm">{entry.text}</Text>
            <Text size="xs" c="dimmed" className="numeric">
              {formatDateTime(entry.at, i18n.language)}
            </Text>
          </Timeline.Item>
        ))}
      </Timeline>
    </Panel>
  );

  function titleOf({ kind, actor }: TimelineEntry): string {
    // What alerting adds later is shown in its own word.
    const title = i18n.exists(`alert.event.${kind}`) ? t(`alert.event.${kind as 'fired'}`) : kind;
    return actor ? `${title} · ${actor}` : title;
  }
}
