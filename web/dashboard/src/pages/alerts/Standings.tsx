import { List, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { AlertGroup } from '../../api/alerts';
import { formatRelative } from '../../lib/formatTime';
import { useNow } from '../../lib/useNow';

/** What the pipeline decided last, for each channel of each group, and why; when it looks again. */
export function Standings({ groups }: { readonly groups: readonly AlertGroup[] }): ReactElement {
  const { t, i18n } = useTranslation();
  const now = useNow(1_000);
  return (
    <>
      {groups.map(({ key, held, channels, nextFlushAt }) => {
        const decided = channels.filter(({ decision }) => decision);
        return (
          <div key={key} style={{ padding: '0 var(--mantine-spacing-md) var(--mantine-spacing-xs)' }} data-testid="standing">
            {held && <Text size="sm" c="var(--state-warning)">{t('alert.held', { stage: held.stage, reason: held.reason })}</Text>}
            {decided.length > 0 && (
              <List size="sm" listStyleType="none" aria-label={t('alert.decided')}>
                {decided.map(({ channel, decision, failure }) => (
                  <List.Item key={channel}>
                    <b>{channel}</b>: {decision}
                    {failure && <Text span size="sm" c="var(--state-critical)"> ({failure})</Text>}
                  </List.Item>
                ))}
              </List>
            )}
            {nextFlushAt && <Text size="xs" c="dimmed">{t('alert.nextLook', { at: formatRelative(nextFlushAt, now, i18n.language) })}</Text>}
          </div>
        );
      })}
    </>
  );
}
