import { Text } from '@mantine/core';
import { useState, type ReactElement, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Peak, SeriesTrend } from '../../api/trends';
import { shortLabels } from '../../charts/alignedData';
import { identify } from '../../charts/layers';
import { QueryChart } from '../../components/QueryChart';
import { StateBadge } from '../../components/StateBadge';
import type { Column, ListSource } from '../../components/table/column';
import { DataTable } from '../../components/table/DataTable';
import { formatDigits, formatValue, NO_VALUE, unitOfExpression } from '../../lib/formatNumber';
import { formatMinute } from '../../lib/formatTime';
import type { TimeRange } from '../../lib/timeRange';
import type { TrendRange } from '../../lib/urlState';
import { HEADING_STATE } from './trendWords';

interface TrendTableProps {
  readonly query: string;
  readonly range: TrendRange;
  readonly source: ListSource;
  readonly series: readonly SeriesTrend[] | undefined;
  readonly empty: ReactNode;
}

const CHART_HEIGHT = 220;

/** Where each series is heading, with its peak and its trough; each opens to its chart. */
export function TrendTable({ query, range, source, series, empty }: TrendTableProps): ReactElement {
  const { t, i18n } = useTranslation();
  const unit = unitOfExpression(query);
  const keyOf = ({ labels }: SeriesTrend): string => identify(labels);
  const short = shortLabels(series?.map(({ labels }) => labels) ?? []);
  const names = new Map(series?.map((one, index) => [keyOf(one), short[index] ?? '']));
  const nameOf = (one: SeriesTrend): string => names.get(keyOf(one)) ?? '';
  const extreme = (peak: Peak | null | undefined): ReactNode =>
    peak === null || peak === undefined ? NO_VALUE : (
      <>
        <Text size="sm" fw={600} className="numeric">{formatValue(peak.value, unit, i18n.language)}</Text>
        <Text size="xs" c="dimmed">{formatMinute(peak.time, i18n.language)}</Text>
      </>
    );
  const columns: readonly Column<SeriesTrend>[] = [
    { key: 'series', title: t('trends.series'), primary: true, sortBy: nameOf, cell: (one) => <Text size="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>{nameOf(one)}</Text> },
    {
      key: 'heading',
      title: t('trends.heading'),
      width: 170,
      cell: ({ heading, trend: { share } }) => (
        <>
          <StateBadge state={HEADING_STATE[heading]}>{t(`trends.headings.${heading}`)}</StateBadge>
          {(heading === 'degrading' || heading === 'improving') && share !== null && share !== undefined && (
            <Text size="xs" c="dimmed" mt={2} className="numeric">{t('trends.share', { share: `${share > 0 ? '+' : ''}${formatDigits(100 * share, i18n.language, 3)}%`, range })}</Text>
          )}
        </>
      ),
    },
    { key: 'median', title: t('trends.median'), align: 'right', width: 100, sortBy: ({ values }) => values?.median, cell: ({ values }) => formatValue(values?.median, unit, i18n.language) },
    { key: 'p95', title: 'P95', align: 'right', width: 100, sortBy: ({ values }) => values?.p95, cell: ({ values }) => formatValue(values?.p95, unit, i18n.language) },
    { key: 'peak', title: t('trends.peak'), width: 180, sortBy: ({ peak }) => peak?.value, cell: ({ peak }) => extreme(peak) },
    { key: 'trough', title: t('trends.trough'), width: 180, sortBy: ({ trough }) => trough?.value, cell: ({ trough }) => extreme(trough) },
  ];
  return (
    <DataTable
      label={t('trends.title')}
      source={source}
      rows={series}
      columns={columns}
      keyOf={keyOf}
      empty={empty}
      minWidth={860}
      testId="trend-row"
      stateOf={({ heading }) => HEADING_STATE[heading]}
      detail={(one) => <TrendDetail query={query} range={range} one={one} name={nameOf(one)} />}
    />
  );
}

interface TrendDetailProps {
  readonly query: string;
  readonly range: TrendRange;
  readonly one: SeriesTrend;
  readonly name: string;
}

function TrendDetail({ query, range, one, name }: TrendDetailProps): ReactElement {
  const { t } = useTranslation();
  const [zoomed, setZoomed] = useState<TimeRange>({ from: `now-${range}`, to: 'now' });
  return (
    <>
      <Text size="sm" mb="xs">{one.trend.reason}</Text>
      <QueryChart
        title={name}
        query={query}
        range={zoomed}
        onRange={setZoomed}
        refetchMs={false}
        unit={unitOfExpression(query)}
        valueRange="fit"
        height={CHART_HEIGHT}
        keep={(metric) => identify(metric) === identify(one.labels)}
        markers={one.peak === null || one.peak === undefined ? [] : [{ value: one.peak.value, label: t('trends.peak'), kind: 'info' }]}
      />
    </>
  );
}
