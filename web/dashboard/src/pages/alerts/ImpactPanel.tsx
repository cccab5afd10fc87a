import { Box, Loader, Stack, Text } from '@mantine/core';
import { useMemo, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useImpact, useKpis, type Impact, type Loss, type Span } from '../../api/impact';
import { SeriesChart } from '../../charts/SeriesChart';
import { Failure } from '../../components/Notice';
import { Panel } from '../../components/Panel';
import { formatDigits, formatValue } from '../../lib/formatNumber';
import { impactChart } from './impactChart';

interface ImpactPanelProps {
  readonly incident: Span;
  /** Other times the alert fired. */
  readonly others: readonly Span[];
}

/** What an alert's time cost the business, for each KPI of the configuration; nothing where there is none. */
export function ImpactPanel({ incident, others }: ImpactPanelProps): ReactElement | null {
  const { t } = useTranslation();
  const { data: kpis = [] } = useKpis();
  if (kpis.length === 0) return null;
  return (
    <Panel title={t('loss.title')}>
      <Stack gap="lg">
        {kpis.map(({ name }) => (
          <KpiLoss key={name} name={name} incident={incident} others={others} />
        ))}
      </Stack>
    </Panel>
  );
}

function KpiLoss({ name, incident, others }: ImpactPanelProps & { readonly name: string }): ReactElement {
  const { t } = useTranslation();
  const impact = useImpact(name, incident, others);
  return (
    <Box role="region" aria-label={t('loss.of', { name })} data-testid="impact">
      <Text fw={600} size="sm">
        {name}
      </Text>
      {impact.isError ? <Failure error={impact.error} onRetry={() => void impact.refetch()} /> : impact.data === undefined ? <Loader size="sm" aria-label={t('loading')} /> : <Estimated impact={impact.data} />}
    </Box>
  );
}

function Estimated({ impact }: { readonly impact: Impact }): ReactElement {
  const { t } = useTranslation();
  const { loss, words } = impact;
  if (!loss) {
    return (
      <Text size="sm" c="dimmed">
        {t('loss.cannotTell', { reason: words })}
      </Text>
    );
  }
  return (
    <>
      <Headline loss={loss} unit={impact.kpi.unit} />
      <CourseChart impact={impact} />
      {loss.parts.map(({ name, reason }) => (
        <Text key={name} size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          {name}: {reason}
        </Text>
      ))}
    </>
  );
}

function Headline({ loss, unit }: { readonly loss: Loss; readonly unit: string }): ReactElement {
  const { t, i18n } = useTranslation();
  const amount = (value: number): string => `${formatDigits(value, i18n.language, 3)}${unit === '' ? '' : ` ${unit}`}`;
  const gained = loss.verdict === 'gained';
  const [value, lower, upper] = gained ? [-loss.amount, -loss.upper, -loss.lower] : [loss.amount, loss.lower, loss.upper];
  return (
    <>
      <Text fz={22} fw={700} className="numeric" c={loss.verdict === 'lost' ? 'var(--state-critical)' : 'var(--mantine-color-text)'}>
        {t(`loss.verdict.${loss.verdict}`, { amount: amount(value) })}
      </Text>
      <Text size="sm" c="dimmed" className="numeric">
        {t('loss.between', { level: formatValue(loss.level, 'ratio', i18n.language), lower: amount(lower), upper: amount(upper) })}{' '}
        {t('loss.sums', { expected: amount(loss.expected), actual: amount(loss.actual) })}{' '}
        {loss.verdict === 'lost' && loss.explained && t('loss.explained', { amount: amount(loss.explained.value), lower: amount(loss.explained.lower), upper: amount(loss.explained.upper), names: loss.parts.filter((part) => part.amount).map(({ name }) => name).join(', ') })}
      </Text>
    </>
  );
}

function CourseChart({ impact }: { readonly impact: Impact }): ReactElement {
  const { t } = useTranslation();
  const { kpi, from, to, course } = impact;
  const chart = useMemo(() => impactChart(course, kpi.name, (name) => t('analysis.expected', { name })), [course, kpi.name, t]);
  const events = useMemo(() => [{ from: Date.parse(from) / 1_000, to: Date.parse(to) / 1_000, label: t('loss.incident') }], [from, to, t]);
  return <SeriesChart label={t('loss.chart', { name: kpi.name })} data={chart.data} series={chart.series} bands={chart.bands} unit="none" range="zero" height={200} events={events} />;
}
