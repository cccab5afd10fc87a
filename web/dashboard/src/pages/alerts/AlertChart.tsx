import { Anchor, Code } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useCallback, useMemo, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { unitOfAlert, type Alert } from '../../api/alerts';
import { useRules, type Labels } from '../../api/prometheus';
import type { Marker } from '../../charts/markers';
import { Panel } from '../../components/Panel';
import { QueryChart } from '../../components/QueryChart';
import { absoluteRange, type TimeRange } from '../../lib/timeRange';
import { belongsTo, chartExpression } from './chartExpression';

const BEFORE_MS = 30 * 60_000;
const AFTER_MS = 15 * 60_000;

/** The rule's expression around the alert, with its threshold. Nothing when the rule is not known. */
export function AlertChart({ alert }: { readonly alert: Alert }): ReactElement | null {
  const { t } = useTranslation();
  const { data: rules } = useRules();
  const expression = alert.expression ?? rules?.find(({ name }) => name === alert.name)?.query;
  const initial = useMemo(() => rangeAround(alert.startsAt, alert.endsAt), [alert.startsAt, alert.endsAt]);
  const [chosen, setChosen] = useState<TimeRange | null>(null);
  const { labels, severity } = alert;
  const keep = useCallback((series: Labels) => belongsTo(series, labels), [labels]);
  const drawn = useMemo(() => (expression === undefined ? null : chartExpression(expression)), [expression]);
  if (expression === undefined || drawn === null) return null;

  const threshold = alert.threshold ?? drawn.threshold;
  const markers: Marker[] =
    threshold === null ? [] : [{ value: threshold, label: t('alert.threshold'), kind: severity === 'critical' ? 'critical' : 'warning' }];
  const range = chosen ?? initial;
  return (
    <Panel
      title={t('alert.chart')}
      aside={
        <Anchor
          size="sm"
          renderRoot={(props) => <Link to="/explore" search={{ query: drawn.query, from: range.from, to: range.to }} {...props} />}
        >
          {t('alert.explore')}
        </Anchor>
      }
    >
      <QueryChart
        title={alert.name}
        query={drawn.query}
        range={range}
        onRange={setChosen}
        refetchMs={10_000}
        unit={unitOfAlert({ ...alert, expression })}
        valueRange="zero"
        height={240}
        fill
        markers={markers}
        keep={keep}
      />
      <Code block mt="sm" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
        {expression}
      </Code>
    </Panel>
  );
}

/** From half an hour before to a quarter of an hour after, or to now while the alert lasts. */
function rangeAround(startsAt: string, endsAt: string | null): TimeRange {
  const from = Date.parse(startsAt) - BEFORE_MS;
  if (endsAt === null) return { from: String(from), to: 'now' };
  return absoluteRange({ from, to: Date.parse(endsAt) + AFTER_MS });
}
