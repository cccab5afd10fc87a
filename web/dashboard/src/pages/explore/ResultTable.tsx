import { Button, Center, Group, Loader, Table, Text } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useInstantQuery, type InstantSeries } from '../../api/prometheus';
import { Failure, Notice } from '../../components/Notice';
import { saveFile } from '../../lib/saveFile';
import { labelNames, toCsv } from './csv';

// Above this a table is no longer read; the file holds all.
const MOST_ROWS = 500;

interface ResultTableProps {
  readonly query: string;
  readonly refetchMs: number | false;
}

/** The values now, one row a series. */
export function ResultTable({ query, refetchMs }: ResultTableProps): ReactElement {
  const { t } = useTranslation();
  const answer = useInstantQuery(query, refetchMs);
  if (answer.isError) return <Failure error={answer.error} onRetry={() => void answer.refetch()} />;
  if (answer.data === undefined) {
    return (
      <Center h={160}>
        <Loader size="sm" aria-label={t('loading')} />
      </Center>
    );
  }
  if (answer.data.length === 0) return <Notice title={t('chart.empty')}>{t('chart.emptyText')}</Notice>;
  return <Rows series={answer.data} />;
}

function Rows({ series }: { readonly series: readonly InstantSeries[] }): ReactElement {
  const { t } = useTranslation();
  const names = labelNames(series);
  return (
    <>
      <Group justify="space-between" px="md" py="xs">
        <Text size="sm" c="dimmed">
          {series.length > MOST_ROWS
            ? t('explore.rowsOf', { shown: MOST_ROWS, count: series.length })
            : t('explore.rows', { count: series.length })}
        </Text>
        <Button size="compact-sm" variant="default" leftSection={<IconDownload size={15} />} onClick={() => { save(toCsv(series, names)); }}>
          CSV
        </Button>
      </Group>
      <Table.ScrollContainer minWidth={500} scrollAreaProps={{ viewportProps: { tabIndex: 0, 'aria-label': t('explore.views.table') } }}>
        <Table horizontalSpacing="md" verticalSpacing={6} stickyHeader>
          <Table.Thead>
            <Table.Tr>
              {names.map((name) => (
                <Table.Th key={name}>{name === '__name__' ? t('explore.metric') : name}</Table.Th>
              ))}
              <Table.Th ta="right">{t('explore.value')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {series.slice(0, MOST_ROWS).map(({ metric, value }) => (
              <Table.Tr key={JSON.stringify(metric)}>
                {names.map((name) => (
                  <Table.Td key={name} style={{ overflowWrap: 'anywhere' }}>
                    {metric[name]}
                  </Table.Td>
                ))}
                <Table.Td ta="right" fw={600}>
                  {value[1]}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </>
  );
}

function save(csv: string): void {
  saveFile(new Blob([csv], { type: 'text/csv;charset=utf-8' }), 'query.csv');
}
