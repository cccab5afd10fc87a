import { SimpleGrid, Skeleton, Stack, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useAlertQuality, type Goal } from '../../api/alertLife';
import { Failure } from '../../components/Notice';
import { PageHeader } from '../../components/PageHeader';
import { Panel } from '../../components/Panel';
import { StateBadge } from '../../components/StateBadge';
import { formatValue } from '../../lib/formatNumber';
import { TallyTable } from './TallyTable';

/** Whether alerts can be trusted, by what people said they were. */
export function QualityPage(): ReactElement {
  const { t } = useTranslation();
  const quality = useAlertQuality();
  return (
    <>
      <PageHeader title={t('quality.title')} lead={t('quality.lead')} />
      <Stack gap="md">
        {quality.data === undefined ? (
          quality.isError ? <Failure error={quality.error} onRetry={() => void quality.refetch()} /> : <Skeleton height={120} aria-label={t('loading')} />
        ) : (
          <SimpleGrid cols={{ base: 1, sm: 3 }} spacing="md">
            <GoalPanel name="falseCritical" goal={quality.data.falseCritical} side="below" />
            <GoalPanel name="falseWarning" goal={quality.data.falseWarning} side="below" />
            <GoalPanel name="accuracy" goal={quality.data.accuracy} side="above" />
          </SimpleGrid>
        )}
        <Panel flush title={t('quality.byLevel')}>
          <TallyTable label={t('quality.byLevel')} source={quality} tallies={quality.data?.levels} />
        </Panel>
        <Panel flush title={t('quality.byRule')}>
          <TallyTable label={t('quality.byRule')} source={quality} tallies={quality.data?.rules} ofRules />
        </Panel>
      </Stack>
    </>
  );
}

interface GoalPanelProps {
  readonly name: 'falseCritical' | 'falseWarning' | 'accuracy';
  readonly goal: Goal;
  readonly side: 'below' | 'above';
}

function GoalPanel({ name, goal: { value, target, met }, side }: GoalPanelProps): ReactElement {
  const { t, i18n } = useTranslation();
  const unknown = met === undefined || met === null;
  return (
    <Panel title={t(`quality.${name}`)} aside={<StateBadge state={unknown ? 'unknown' : met ? 'ok' : 'critical'}>{t(unknown ? 'quality.unknown' : met ? 'quality.met' : 'quality.missed')}</StateBadge>}>
      <Text fz={28} fw={700} lh={1.1} className="numeric" data-testid={`quality-${name}`}>
        {formatValue(value, 'ratio', i18n.language)}
      </Text>
      <Text size="xs" c="dimmed">{t(`quality.goal.${side}`, { target: formatValue(target, 'ratio', i18n.language) })}</Text>
    </Panel>
  );
}
