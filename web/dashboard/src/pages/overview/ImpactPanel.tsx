import { Group, Stack, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Impact, ImpactRow } from '../../api/overview';
import { Panel } from '../../components/Panel';
import { formatDigits, NO_VALUE } from '../../lib/formatNumber';
import { useImpactWords } from './useImpactWords';

/** What has become better or worse than in the baseline, and whether that is more than chance; else what is missing. */
export function ImpactPanel({ impact }: { readonly impact: Impact | null }): ReactElement {
  const { t, i18n } = useTranslation();
  const { baseline, components = [], overall_effectiveness: overall } = impact ?? {};
  const words = useImpactWords();
  return (
    <Panel
      title={t('impact.title')}
      aside={
        baseline !== undefined && (
          <Text size="sm" c="dimmed">
            {t('impact.baseline', { name: baseline.name, version: baseline.version })}
          </Text>
        )
      }
    >
      <Stack gap="xs">
        {baseline !== undefined && (
          <Text className="numeric" fz={28} fw={650} lh={1.2}>
            {signed(overall)}
          </Text>
        )}
        <Text size="sm" c="dimmed">
          {words(impact)}
        </Text>
        {components.map((row) => (
          <div key={row.name}>
            <Group justify="space-between" wrap="nowrap" gap="xs">
              <Text size="sm" fw={600} truncate>
                {row.name}
              </Text>
              <Text size="sm" fw={600} className="numeric" c={colorOf(row)}>
                {signed(row.improvementPercent)}
              </Text>
            </Group>
            <Text size="xs" c="dimmed" className="numeric">
              {t('impact.medians', { before: digits(row.before?.median), after: digits(row.after?.median), unit: row.unit })}
            </Text>
            <Text size="xs" c="dimmed">
              {row.reason}
            </Text>
          </div>
        ))}
      </Stack>
    </Panel>
  );

  function digits(value: number | null | undefined): string {
    return value === null || value === undefined ? NO_VALUE : formatDigits(value, i18n.language, 4);
  }

  function signed(percent: number | null | undefined): string {
    if (percent === null || percent === undefined) return NO_VALUE;
    return `${percent > 0 ? '+' : ''}${formatDigits(percent, i18n.language, 3)}%`;
  }
}

/** Only what is more than chance is coloured. */
function colorOf({ improvementPercent, significance }: ImpactRow): string {
  if (improvementPercent === null || improvementPercent === undefined || !significance.isSignificant) return 'dimmed';
  return `var(--state-${improvementPercent > 0 ? 'ok' : 'warning'})`;
}
