import { Anchor, Badge, Code, Group, List, Select, Skeleton, Stack, Text } from '@mantine/core';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { RECOMMENDATION_KINDS, useRecommendations, type Recommendation } from '../../api/recommendations';
import { Failure, Notice, StaleNotice } from '../../components/Notice';
import { PageHeader } from '../../components/PageHeader';
import { Panel } from '../../components/Panel';
import { formatClock } from '../../lib/formatTime';
import { changed } from '../../lib/urlState';
import { placeOf } from './placeOf';

const route = getRouteApi('/shell/health/recommendations');

/** What the documented rules would do now, and why. */
export function RecommendationsPage(): ReactElement {
  const { t, i18n } = useTranslation();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const answer = useRecommendations();
  const all = answer.data?.recommendations ?? [];
  const shown = all.filter(({ kind }) => search.kind === undefined || kind === search.kind);
  return (
    <>
      <PageHeader title={t('recommendations.title')} lead={t('recommendations.lead')}>
        {answer.data !== undefined && <Text size="sm" c="dimmed">{t('scores.at', { time: formatClock(new Date(answer.data.time), i18n.language) })}</Text>}
      </PageHeader>
      <Select
        mb="md"
        w={{ base: '100%', xs: 200 }}
        aria-label={t('recommendations.kind')}
        allowDeselect={false}
        data={(['all', ...RECOMMENDATION_KINDS] as const).map((value) => ({ value, label: t(`recommendations.filter.${value}`) }))}
        value={search.kind ?? 'all'}
        onChange={(value) => void navigate({ search: (previous) => changed(previous, { kind: RECOMMENDATION_KINDS.find((known) => known === value) }), replace: true })}
      />
      <Stack gap="md">
        {answer.data === undefined ? (
          answer.isError ? <Failure error={answer.error} onRetry={() => void answer.refetch()} /> : <Skeleton height={160} radius="md" aria-label={t('loading')} />
        ) : (
          <>
            {answer.isError && <StaleNotice error={answer.error} />}
            {all.length === 0 && <Panel><Notice state="ok" title={t('recommendations.none')}>{t('recommendations.noneText')}</Notice></Panel>}
            {all.length > 0 && shown.length === 0 && <Panel><Notice title={t('recommendations.noneOfKind')}>{t('recommendations.noneOfKindText', { count: all.length })}</Notice></Panel>}
            {shown.map((recommendation) => <Advice key={recommendation.rule} recommendation={recommendation} />)}
          </>
        )}
      </Stack>
    </>
  );
}

function Advice({ recommendation: { rule, kind, advice, evidence } }: { readonly recommendation: Recommendation }): ReactElement {
  const { t } = useTranslation();
  const place = placeOf(rule);
  return (
    <Panel>
      <Group justify="space-between" align="flex-start" wrap="nowrap" gap="sm" data-testid="recommendation">
        <Text fw={600}>{advice}</Text>
        <Badge variant="light" color="gray" tt="none" style={{ flex: 'none' }}>{t(`recommendations.kinds.${kind}`)}</Badge>
      </Group>
      <Text size="xs" c="dimmed" mt="sm">{t('recommendations.evidence')}</Text>
      <List size="sm" spacing={2}>
        {evidence.map((words) => <List.Item key={words} style={{ overflowWrap: 'anywhere' }}>{words}</List.Item>)}
      </List>
      <Group mt="sm" gap="md">
        {place !== null && <Anchor size="sm" renderRoot={(props) => <Link to={place.to} {...props} />}>{t('recommendations.see', { page: t(`nav.${place.page}`) })}</Anchor>}
        <Text size="xs" c="dimmed">{t('recommendations.rule')} <Code>{rule}</Code></Text>
      </Group>
    </Panel>
  );
}
