import { Table } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Episode } from '../../api/alerts';
import { Panel } from '../../components/Panel';
import { formatDateTime, formatDuration } from '../../lib/formatTime';

/** When the alert fired before; nothing when this is the first time. */
export function Episodes({ episodes }: { readonly episodes: readonly Episode[] }): ReactElement | null {
  const { t, i18n } = useTranslation();
  if (episodes.length < 2) return null;
  return (
    <Panel title={t('alert.episodes', { count: episodes.length })} flush>
      <Table horizontalSpacing="md" verticalSpacing={6}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('alert.startedAt')}</Table.Th>
            <Table.Th>{t('alert.lasts')}</Table.Th>
            <Table.Th>{t('alerts.column.state')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {episodes.map(({ id, startsAt, endsAt, state }) => (
            <Table.Tr key={id}>
              <Table.Td>{formatDateTime(startsAt, i18n.language)}</Table.Td>
              <Table.Td>{endsAt ? formatDuration(Date.parse(endsAt) - Date.parse(startsAt)) : t('alert.ongoing')}</Table.Td>
              <Table.Td>{t(`alerts.states.${state}`)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Panel>
  );
}
