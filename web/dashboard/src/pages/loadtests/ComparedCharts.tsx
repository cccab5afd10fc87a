import { Button, Group, SimpleGrid, Text } from '@mantine/core';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { LoadTest } from '../../api/loadTests';
import { Panel } from '../../components/Panel';
import { QueryChart } from '../../components/QueryChart';
import { absoluteRange, type TimeRange } from '../../lib/timeRange';
import { useNow } from '../../lib/useNow';
import { alignedRuns, runInterval } from './runSeries';

interface ComparedChartsProps {
  readonly before: LoadTest;
  readonly after: LoadTest;
}

const CHARTS = [
  { key: 'requests_per_second', unit: 'none', range: 'zero' },
  { key: 'response_p95_seconds', unit: 's', range: 'zero' },
  { key: 'success_rate_percent', unit: 'percent', range: 'percent' },
  { key: 'active_users', unit: 'none', range: 'zero' },
] as const;

/** Both runs over each other, as if they had begun at once. */
export function ComparedCharts({ before, after }: ComparedChartsProps): ReactElement {
  const { t } = useTranslation();
  const now = useNow(10_000);
  const [part, setPart] = useState<TimeRange>();
  const [first, second] = [runInterval(before, now), runInterval(after, now)];
  const whole = absoluteRange({ from: first.from, to: first.from + Math.max(first.to - first.from, second.to - second.from) });
  return (
    <>
      <Group justify="space-between" gap="xs">
        <Text size="sm" c="dimmed">{t('loadTests.overlaid')}</Text>
        {part !== undefined && <Button variant="default" size="compact-md" onClick={() => { setPart(undefined); }}>{t('loadTests.wholeRun')}</Button>}
      </Group>
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md">
        {CHARTS.map(({ key, unit, range }) => (
          <Panel key={key} title={t(`loadTests.figures.${key}`)}>
            <QueryChart
              title={t(`loadTests.figures.${key}`)}
              query={alignedRuns(`loadtest_${key}`, before, after)}
              range={part ?? whole}
              onRange={setPart}
              refetchMs={false}
              unit={unit}
              valueRange={range}
              height={220}
              syncKey="compared-runs"
              since={first.from}
              position={({ side }) => (side === 'after' ? 1 : 0)}
              label={({ side }) => t(side === 'after' ? 'baselines.after' : 'baselines.before')}
            />
          </Panel>
        ))}
      </SimpleGrid>
    </>
  );
}
