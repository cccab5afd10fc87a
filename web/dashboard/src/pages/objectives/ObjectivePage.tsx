import { Anchor, Breadcrumbs, Button, Code, Group, SimpleGrid, Skeleton, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPencil } from '@tabler/icons-react';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../../api/client';
import { useObjective, type Objective } from '../../api/objectives';
import { RangeNotes } from '../../components/ChangeNotes';
import { Failure, Notice, StaleNotice } from '../../components/Notice';
import { PageHeader } from '../../components/PageHeader';
import { Panel } from '../../components/Panel';
import { QueryChart } from '../../components/QueryChart';
import { RoleGate } from '../../components/RoleGate';
import { StateBadge } from '../../components/StateBadge';
import { TimeRangePicker } from '../../components/TimeRangePicker';
import { formatDigits, unitOfExpression } from '../../lib/formatNumber';
import { formatMinute } from '../../lib/formatTime';
import type { TimeRange } from '../../lib/timeRange';
import { refreshMs, rangeOf } from '../../lib/urlState';
import { BudgetBar } from './BudgetBar';
import { BurnTable } from './BurnTable';
import { ObjectiveForm } from './ObjectiveForm';
import { ObjectiveMenu } from './ObjectiveMenu';
import { STATE_OF } from './objectiveStates';

const route = getRouteApi('/shell/health/objectives/$name');

const CHART_HEIGHT = 220;

/** One objective: what is left, how fast it goes, and the charts of both. */
export function ObjectivePage(): ReactElement {
  const { t } = useTranslation();
  const { name } = route.useParams();
  const objective = useObjective(name);
  if (objective.data !== undefined) return <Detail objective={objective.data} error={objective.error} />;
  if (!objective.isError) return <Skeleton height={300} aria-label={t('loading')} />;
  if (!(objective.error instanceof ApiError) || objective.error.status !== 404) return <Failure error={objective.error} onRetry={() => void objective.refetch()} />;
  return (
    <>
      <PageHeader title={name} />
      <Notice state="unknown" title={t('objectives.gone')} action={<Anchor renderRoot={(props) => <Link to="/health/objectives" {...props} />}>{t('objectives.all')}</Anchor>}>
        {t('objectives.goneText', { name })}
      </Notice>
    </>
  );
}

function Detail({ objective, error }: { readonly objective: Objective; readonly error: Error | null }): ReactElement {
  const { t, i18n } = useTranslation();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const [opened, form] = useDisclosure();
  const { definition, state, words, burns, query } = objective;
  const onRange = (chosen: TimeRange): void => void navigate({ search: (previous) => ({ ...previous, ...chosen }) });
  const chart = { range: rangeOf(search), onRange, refetchMs: refreshMs(search), height: CHART_HEIGHT, syncKey: 'objective', notes: false } as const;
  const selector = `{slo=${JSON.stringify(definition.name)}}`;
  const judged = definition.series !== null && definition.series !== undefined;
  return (
    <>
      <Breadcrumbs mb="xs">
        <Anchor size="sm" renderRoot={(props) => <Link to="/health/objectives" {...props} />}>{t('objectives.title')}</Anchor>
        <Text size="sm">{definition.name}</Text>
      </Breadcrumbs>
      <PageHeader title={definition.name} lead={definition.description ?? undefined}>
        <RoleGate needs="operator">
          <Button variant="default" leftSection={<IconPencil size={15} />} onClick={form.open}>{t('edit')}</Button>
        </RoleGate>
        <ObjectiveMenu objective={objective} onEdit={form.open} onDeleted={() => void navigate({ to: '/health/objectives' })} />
      </PageHeader>
      <Stack gap="md">
        {error !== null && <StaleNotice error={error} />}
        <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md">
          <Panel title={t('objectives.budget')} aside={<StateBadge state={STATE_OF[state]}>{t(`objectives.states.${state}`)}</StateBadge>}>
            <Stack gap="xs">
              <BudgetBar objective={objective} size={14} />
              <Text size="sm">{words}</Text>
              <Text size="sm" c="dimmed">{t(`objectives.stateText.${state}`)}</Text>
              {objective.error && <Text size="sm" c="var(--state-warning)" role="status">{t('objectives.notCounted', { reason: objective.error })}</Text>}
            </Stack>
          </Panel>
          <Panel title={t('objectives.promiseTitle')}>
            <Stack gap="xs">
              <Text size="sm">{t('objectives.promise', { target: formatDigits(100 * definition.target, i18n.language, 6), days: definition.windowDays })}</Text>
              {judged ? (
                <Expression label={t('objectives.series')}>
                  {`${definition.series ?? ''}   ${t(`objectives.comparisons.${definition.comparison ?? 'atMost'}`)} ${String(definition.threshold ?? '')}`}
                </Expression>
              ) : (
                <>
                  <Expression label={t('objectives.good')}>{definition.good ?? ''}</Expression>
                  <Expression label={t('objectives.total')}>{definition.total ?? ''}</Expression>
                </>
              )}
              <Text size="xs" c="dimmed">
                {t('objectives.counted', { time: formatMinute(objective.countedUntil, i18n.language), name: objective.createdBy, since: formatMinute(objective.definedAt, i18n.language) })}
              </Text>
            </Stack>
          </Panel>
        </SimpleGrid>
        <Panel flush title={t('objectives.burn.title')}>
          <BurnTable burns={burns} />
        </Panel>
        <Group justify="flex-end">
          <TimeRangePicker range={chart.range} onChange={onRange} />
        </Group>
        <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md">
          <Panel title={t('objectives.budgetChart')}>
            <QueryChart {...chart} title={t('objectives.budgetChart')} query={`slo_error_budget_remaining_ratio${selector}`} unit="ratio" valueRange="fit" />
          </Panel>
          <Panel title={t('objectives.burnChart')}>
            <QueryChart {...chart} title={t('objectives.burnChart')} query={`slo_burn_rate${selector}`} unit="none" valueRange="zero" />
          </Panel>
        </SimpleGrid>
        <Panel
          title={t(judged ? 'objectives.seriesChart' : 'objectives.badChart')}
          aside={<Anchor size="sm" renderRoot={(props) => <Link to="/explore" search={{ query, ...chart.range }} {...props} />}>{t('definition.toChart')}</Anchor>}
        >
          <QueryChart
            {...chart}
            title={definition.name}
            query={query}
            unit={judged ? unitOfExpression(query) : 'ratio'}
            valueRange="zero"
            markers={judged && definition.threshold !== null && definition.threshold !== undefined ? [{ value: definition.threshold, label: t('objectives.threshold'), kind: 'warning' }] : [{ value: 1 - definition.target, label: t('objectives.allowed'), kind: 'warning' }]}
          />
        </Panel>
        <RangeNotes range={chart.range} />
      </Stack>
      <ObjectiveForm definition={definition} opened={opened} onClose={form.close} />
    </>
  );
}

function Expression({ label, children }: { readonly label: string; readonly children: string }): ReactElement {
  return (
    <div>
      <Text size="xs" c="dimmed">{label}</Text>
      <Code block style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{children}</Code>
    </div>
  );
}
