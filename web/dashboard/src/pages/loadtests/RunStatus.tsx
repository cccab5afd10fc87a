import { Progress, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { LoadTestView } from '../../api/loadTests';
import { Panel } from '../../components/Panel';
import { formatDigits, formatValue } from '../../lib/formatNumber';
import { formatDuration } from '../../lib/formatTime';
import { RUN_SIGN, RUN_STATE } from './runState';

/** How far a run is, as a bar and in the line that load tests have always shown; how it ended, once it has. */
export function RunStatus({ view: { run, status } }: { readonly view: LoadTestView }): ReactElement {
  const { t, i18n } = useTranslation();
  const { state, progress } = run;
  const percent = progress?.progressPercent ?? 0;
  return (
    <Panel>
      <Text component="div" fw={600} className="numeric" data-testid="run-status" style={{ overflowWrap: 'anywhere' }}>
        {words()}
      </Text>
      <Progress mt={10} size={10} value={percent} color={`var(--state-${RUN_STATE[state]})`} aria-label={t('loadTests.progressOf', { name: run.name })} />
      {state === 'running' && progress && (
        <Text size="xs" c="dimmed" mt={6} className="numeric">
          {t('loadTests.remaining', { elapsed: formatDuration(1_000 * progress.elapsedTime), left: formatDuration(1_000 * progress.estimatedCompletion) })}
        </Text>
      )}
    </Panel>
  );

  function words(): string {
    if (!progress) return `${RUN_SIGN[state]} ${t(`loadTests.noFigures.${state}`)}`;
    if (state === 'running') return status ?? '';
    return `${RUN_SIGN[state]} ${t(`loadTests.ended.${state}`, {
      total: formatValue(progress.completedRequests + progress.failedRequests, 'count', i18n.language),
      success: new Intl.NumberFormat(i18n.language, { minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(progress.successRate),
      peak: formatDigits(progress.peakRps, i18n.language, 3),
      mean: formatValue(progress.meanResponseSeconds, 's', i18n.language),
      duration: formatValue(progress.elapsedTime, 's', i18n.language),
    })}`;
  }
}
