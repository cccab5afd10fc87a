import { Anchor, Breadcrumbs, Button, Group, Skeleton, Stack, Text } from '@mantine/core';
import { IconArrowsLeftRight } from '@tabler/icons-react';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useLoadTest, useRunComparison } from '../../api/loadTests';
import { Failure, Notice, StaleNotice } from '../../components/Notice';
import { PageHeader } from '../../components/PageHeader';
import { Panel } from '../../components/Panel';
import { changed } from '../../lib/urlState';
import { ComparisonTable } from '../baselines/ComparisonTable';
import { Headline } from '../baselines/Headline';
import { RunSelect } from '../baselines/RunSelect';
import { ComparedCharts } from './ComparedCharts';

const route = getRouteApi('/shell/loadtests/compare');

/** Two load tests side by side: what became better, whether that is more than chance, and how each went. */
export function RunComparisonPage(): ReactElement {
  const { t } = useTranslation();
  const { before, after } = route.useSearch();
  const navigate = route.useNavigate();
  const comparison = useRunComparison(before, after);
  const [earlier, later] = [useLoadTest(before).data?.run, useLoadTest(after).data?.run];
  const choose = (change: { readonly before?: string | undefined; readonly after?: string | undefined }): void =>
    void navigate({ search: (previous) => changed(previous, change), replace: true });
  return (
    <>
      <Breadcrumbs mb="xs">
        <Anchor size="sm" renderRoot={(props) => <Link to="/loadtests" {...props} />}>
          {t('loadTests.title')}
        </Anchor>
        <Text size="sm">{t('loadTests.compare')}</Text>
      </Breadcrumbs>
      <PageHeader title={t('loadTests.comparison')} lead={t('loadTests.comparisonLead')} />
      <Stack gap="md">
        <Panel>
          <Group gap="sm" align="flex-end">
            <RunSelect label={t('baselines.before')} value={before ?? null} onChange={(run) => { choose({ before: run ?? undefined }); }} />
            <RunSelect label={t('baselines.after')} value={after ?? null} onChange={(run) => { choose({ after: run ?? undefined }); }} />
            <Button variant="default" leftSection={<IconArrowsLeftRight size={16} />} onClick={() => { choose({ before: after, after: before }); }}>
              {t('loadTests.swap')}
            </Button>
          </Group>
          {comparison.data !== undefined && <Headline overall={comparison.data.overall} before={comparison.data.before} after={comparison.data.after} />}
        </Panel>
        <Panel flush>{table()}</Panel>
        {earlier !== undefined && later !== undefined && <ComparedCharts key={`${earlier.id} ${later.id}`} before={earlier} after={later} />}
      </Stack>
    </>
  );

  function table(): ReactElement {
    if (before === undefined || after === undefined) return <Notice title={t('loadTests.chooseTwo')}>{t('loadTests.chooseTwoText')}</Notice>;
    if (comparison.data === undefined) {
      return comparison.isError ? <Failure error={comparison.error} onRetry={() => void comparison.refetch()} /> : <Skeleton height={240} aria-label={t('loading')} />;
    }
    return (
      <>
        {comparison.isError && <StaleNotice error={comparison.error} />}
        <ComparisonTable components={comparison.data.components} />
      </>
    );
  }
}
