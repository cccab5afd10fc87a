import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Anchor } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { Episode } from '../../api/alerts';
import { Panel } from '../../components/Panel';
import type { Column } from '../../components/table/column';
import { DataTable } from '../../components/table/DataTable';
import { formatDateTime, formatDuration } from '../../lib/formatTime';

interface EpisodesProps {
  readonly fingerprint: string;
  readonly episodes: readonly Episode[];
  /** The one that is shown. */
  readonly current: number | undefined;
}

/** Each time the alert fired, with the way to its story; nothing when this is the first time. */
export function Episodes({ fingerprint, episodes, current }: EpisodesProps): ReactElement | null {
  const { t, i18n } = useTranslation();
  if (episodes.length < 2) return null;
  const columns: readonly Column<Episode>[] = [
    {
      key: 'startsAt',
      title: t('alert.startedAt'),
      primary: true,
      sortBy: ({ startsAt }) => startsAt,
      cell: ({ id, startsAt }) => (
        <Anchor size="sm" fw={id === current ? 700 : undefined} aria-current={id === current ? 'true' : undefined} renderRoot={(props) => <Link to="/alerts/$fingerprint" params={{ fingerprint }} search={{ episode: String(id) }} {...props} />}>
          {formatDateTime(startsAt, i18n.language)}
        </Anchor>
      ),
    },
    {
      key: 'lasts',
      title: t('alert.lasts'),
      sortBy: lengthOf,
      cell: (episode) => {
        const length = lengthOf(episode);
        return length === null ? t('alert.ongoing') : formatDuration(length);
      },
    },
    { key: 'state', title: t('alerts.column.state'), cell: ({ state }) => t(`alerts.states.${state}`), sortBy: ({ state }) => state },
  ];
  return (
    <Panel title={t('alert.episodes', { count: episodes.length })} flush>
      <DataTable label={t('alert.episodes', { count: episodes.length })} rows={episodes} columns={columns} keyOf={({ id }) => String(id)} empty={null} minWidth={360} testId="episode-row" />
    </Panel>
  );
}

/** While it lasts there is no length yet. */
function lengthOf({ startsAt, endsAt }: Episode): number | null {
  return endsAt ? Date.parse(endsAt) - Date.parse(startsAt) : null;
}
