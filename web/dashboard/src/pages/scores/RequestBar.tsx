import { Group, Progress, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { ScoredRequests } from '../../api/scores';
import { formatDigits, formatValue } from '../../lib/formatNumber';

const PARTS = [
  ['satisfied', 'ok'],
  ['tolerating', 'warning'],
  ['frustrated', 'critical'],
] as const;

/** How many requests satisfied, were put up with, or neither: what the satisfaction is made of. */
export function RequestBar({ requests }: { readonly requests: ScoredRequests }): ReactElement {
  const { t, i18n } = useTranslation();
  const total = requests.satisfied + requests.tolerating + requests.frustrated;
  const limits = { limit: formatValue(requests.thresholdSeconds, 's', i18n.language), far: formatValue(4 * requests.thresholdSeconds, 's', i18n.language) };
  return (
    <>
      <Progress.Root size={12} aria-hidden>
        {PARTS.map(([part, state]) => (
          <Progress.Section key={part} value={total === 0 ? 0 : (100 * requests[part]) / total} color={`var(--state-${state})`} />
        ))}
      </Progress.Root>
      {PARTS.map(([part, state]) => (
        <Group key={part} justify="space-between" wrap="nowrap" gap="xs" align="flex-start">
          <Group gap={6} wrap="nowrap" align="flex-start">
            <span style={{ width: 10, height: 10, marginTop: 6, borderRadius: 3, flex: 'none', background: `var(--state-${state})` }} aria-hidden />
            <div>
              <Text size="sm" fw={600}>{t(`scores.requests.${part}`)}</Text>
              <Text size="xs" c="dimmed">{t(`scores.requests.${part}Text`, limits)}</Text>
            </div>
          </Group>
          <Text size="sm" fw={600} className="numeric" style={{ whiteSpace: 'nowrap' }}>{formatDigits(requests[part], i18n.language, 6)}</Text>
        </Group>
      ))}
    </>
  );
}
