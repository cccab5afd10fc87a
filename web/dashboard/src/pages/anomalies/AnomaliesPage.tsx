import { Button, Text } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { MOST_ANOMALIES, useAnomalies } from '../../api/anomalies';
import { Notice } from '../../components/Notice';
import { PageHeader } from '../../components/PageHeader';
import { Panel } from '../../components/Panel';
import { parseInstant } from '../../lib/timeRange';
import { changed } from '../../lib/urlState';
import { AnomalyFilters } from './AnomalyFilters';
import { AnomalyTable } from './AnomalyTable';

const route = getRouteApi('/shell/analysis');

/** What the watched series did that they do not usually do. */
export function AnomaliesPage(): ReactElement {
  const { t } = useTranslation();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { since = '24h', severity, series, detector, confidence } = search;
  const anomalies = useAnomalies({ length: parseInstant(`now+${since}`, 0) ?? 0, level: severity, series, detector, probability: confidence });
  const filtered = [severity, series, detector, confidence].some((value) => value !== undefined);
  return (
    <>
      <PageHeader title={t('anomalies.title')} lead={t('anomalies.lead')} />
      <AnomalyFilters search={search} onChange={(change) => void navigate({ search: (previous) => changed(previous, change), replace: true })} />
      {anomalies.data?.length === MOST_ANOMALIES && (
        <Text size="sm" c="dimmed" mb="xs" role="status">
          {t('anomalies.cut', { count: MOST_ANOMALIES })}
        </Text>
      )}
      <Panel flush>
        <AnomalyTable
          source={anomalies}
          anomalies={anomalies.data}
          empty={
            filtered ? (
              <Notice
                title={t('noMatch.title')}
                action={<Button variant="default" size="xs" mt="xs" onClick={() => void navigate({ search: changed({}, { since: search.since }) })}>{t('clear')}</Button>}
              >
                {t('noMatch.text')}
              </Notice>
            ) : (
              <Notice state="ok" title={t('anomalies.none', { since })}>{t('anomalies.noneText')}</Notice>
            )
          }
        />
      </Panel>
    </>
  );
}
