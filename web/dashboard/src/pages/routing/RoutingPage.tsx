import { Grid, Skeleton, Stack, Text, TextInput } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { useMemo, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useRouting, type Routing } from '../../api/routing';
import { Failure } from '../../components/Notice';
import { PageHeader } from '../../components/PageHeader';
import { parseMatchers } from '../../lib/matchers';
import { HoldPanels } from './HoldPanels';
import { RouteNode } from './RouteNode';
import { channelsOf, takenRoutes } from './takenRoutes';

const route = getRouteApi('/shell/alerts/routing');

/** The routing tree in use, and which way an alert would go. */
export function RoutingPage(): ReactElement {
  const { t } = useTranslation();
  const routing = useRouting();
  return (
    <>
      <PageHeader title={t('routing.title')} lead={t('routing.lead')} />
      {content()}
    </>
  );

  function content(): ReactElement {
    if (routing.isError) return <Failure error={routing.error} onRetry={() => void routing.refetch()} />;
    if (routing.isPending) return <Skeleton height={260} />;
    return <Tree routing={routing.data} />;
  }
}

function Tree({ routing }: { readonly routing: Routing }): ReactElement {
  const { t } = useTranslation();
  const { q = '' } = route.useSearch();
  const navigate = route.useNavigate();
  const labels = useMemo(() => readLabels(q), [q]);
  const asked = q.trim() === '' ? null : labels;
  const way = useMemo(() => (asked === null ? null : takenRoutes(routing.route, asked)), [routing.route, asked]);
  return (
    <Stack gap="sm">
      <TextInput
        label={t('routing.labels')}
        description={t('routing.labelsHint')}
        placeholder='severity=critical team="payments"'
        error={labels === null ? t('routing.labelsWrong') : undefined}
        value={q}
        onChange={(event) => {
          const text = event.currentTarget.value;
          void navigate({ search: text === '' ? {} : { q: text }, replace: true });
        }}
      />
      {way && <Text size="sm" fw={600} role="status">{t('routing.goesTo', { channels: channelsOf(routing.route, way).join(', ') || t('routing.nobody') })}</Text>}
      {routing.file && <Text size="sm" c="dimmed">{t('routing.file', { file: routing.file })}</Text>}
      {routing.remarks.map((remark) => <Text key={remark} size="sm" c="var(--state-warning)">{remark}</Text>)}
      <Grid gap="md">
        <Grid.Col span={{ base: 12, lg: 8 }}>
          <ul style={{ margin: 0, padding: 0 }} aria-label={t('routing.title')}>
            <RouteNode route={routing.route} way={way} />
          </ul>
        </Grid.Col>
        <Grid.Col span={{ base: 12, lg: 4 }}>
          <HoldPanels inhibit={routing.inhibit} dependencies={routing.dependencies} labels={asked} />
        </Grid.Col>
      </Grid>
    </Stack>
  );
}

/** Labels as a person types them; null while something else stands there. */
function readLabels(text: string): Readonly<Record<string, string>> | null {
  const matchers = parseMatchers(text);
  if (matchers === null || matchers.some(({ isRegex, isEqual }) => isRegex || !isEqual)) return null;
  return Object.fromEntries(matchers.map(({ name, value }) => [name, value]));
}
