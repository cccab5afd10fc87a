import { Text } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Comparison, ComparisonRow, Samples } from '../../api/baselines';
import { StateBadge } from '../../components/StateBadge';
import type { Column } from '../../components/table/column';
import { DataTable } from '../../components/table/DataTable';
import { formatDigits, NO_VALUE } from '../../lib/formatNumber';
import { IntervalBar } from './IntervalBar';
import { intervalScale } from './intervalScale';

const OUTCOMES = { achieved: 'ok', missed: 'warning', unknown: 'unknown' } as const;

/** Before and after, component by component, and whether a difference is more than chance. */
export function ComparisonTable({ components }: Pick<Comparison, 'components'>): ReactElement {
  const { t, i18n } = useTranslation();
  const scale = intervalScale(components);
  const digits = (value: number | null | undefined): string => (typeof value === 'number' ? formatDigits(value, i18n.language, 4) : NO_VALUE);
  const signed = (percent: number | null | undefined): string =>
    typeof percent === 'number' ? `${percent > 0 ? '+' : ''}${formatDigits(percent, i18n.language, 3)}%` : NO_VALUE;
  const aim: Column<ComparisonRow> = {
    key: 'target',
    title: t('baselines.target'),
    width: 150,
    cell: ({ target }) =>
      target ? (
        <>
          <StateBadge state={OUTCOMES[target.outcome]}>{t(`baselines.outcomes.${target.outcome}`)}</StateBadge>
          <Text size="xs" c="dimmed">{target.words}</Text>
        </>
      ) : (
        <Text size="sm" c="dimmed">{NO_VALUE}</Text>
      ),
  };
  const columns: readonly Column<ComparisonRow>[] = [
    {
      key: 'component',
      title: t('baselines.component'),
      primary: true,
      cell: ({ name, better }) => (
        <>
          <Text size="sm" fw={600}>{name}</Text>
          <Text size="xs" c="dimmed">{t(`baselines.betterIs.${better}`)}</Text>
        </>
      ),
    },
    { key: 'before', title: t('baselines.before'), align: 'right', cell: ({ before, unit, growthBefore }) => measured(before, unit, growthBefore.amount) },
    { key: 'after', title: t('baselines.after'), align: 'right', cell: ({ after, unit, growthAfter }) => measured(after, unit, growthAfter.amount) },
    {
      key: 'improvement',
      title: t('baselines.improvement'),
      width: 190,
      sortBy: ({ improvementPercent }) => improvementPercent ?? null,
      cell: (row) => (
        <>
          <Text size="sm" fw={650} className="numeric" c={colorOf(row)}>{signed(row.improvementPercent)}</Text>
          {typeof row.improvementPercent === 'number' && (
            <>
              <IntervalBar percent={row.improvementPercent} low={row.lowPercent} high={row.highPercent} scale={scale} color={colorOf(row)} />
              {typeof row.lowPercent === 'number' && <Text size="xs" c="dimmed" className="numeric">{t('baselines.interval', { low: signed(row.lowPercent), high: signed(row.highPercent) })}</Text>}
            </>
          )}
        </>
      ),
    },
    {
      key: 'significance',
      title: t('baselines.significance'),
      cell: ({ significance: { isSignificant, samplesBefore, samplesAfter, test }, improvementPercent, reason }) => (
        <>
          {typeof improvementPercent === 'number' && (
            <StateBadge state={isSignificant ? 'ok' : 'unknown'}>{t(isSignificant ? 'baselines.significant' : 'baselines.notSignificant')}</StateBadge>
          )}
          <Text size="sm">{reason}</Text>
          <Text size="xs" c="dimmed" className="numeric" title={test}>
            {t('baselines.evidence', { before: samplesBefore, after: samplesAfter })}
          </Text>
        </>
      ),
    },
    // Only a baseline has targets; two runs have none.
    ...(components.some(({ target }) => target) ? [aim] : []),
  ];
  return <DataTable label={t('baselines.comparison')} rows={components} columns={columns} keyOf={({ name }) => name} empty={null} minWidth={860} testId="comparison-row" />;

  function measured(samples: Samples | null | undefined, unit: string, growth: number | null | undefined): ReactElement {
    return (
      <>
        <Text size="sm" className="numeric">{digits(samples?.median)} {samples ? unit : ''}</Text>
        {typeof growth === 'number' && <Text size="xs" c="dimmed" className="numeric">{t('baselines.grew', { amount: `${growth > 0 ? '+' : ''}${digits(growth)}` })}</Text>}
      </>
    );
  }
}

/** Only what is more than chance is coloured. */
function colorOf({ improvementPercent, significance }: ComparisonRow): string {
  if (typeof improvementPercent !== 'number' || !significance.isSignificant) return 'var(--mantine-color-dimmed)';
  return `var(--state-${improvementPercent > 0 ? 'ok' : 'warning'})`;
}
