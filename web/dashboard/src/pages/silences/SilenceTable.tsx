import { Button, Group, Text } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useExpireSilence, type Silence, type SilenceState } from '../../api/silences';
import { MatcherList } from '../../components/MatcherList';
import { RoleGate } from '../../components/RoleGate';
import { StateBadge } from '../../components/StateBadge';
import type { State } from '../../components/StateIcon';
import type { Column, ListSource } from '../../components/table/column';
import { DataTable } from '../../components/table/DataTable';
import { useConfirm } from '../../components/useConfirm';
import { formatDateTime, formatRelative } from '../../lib/formatTime';
import { formatMatcher } from '../../lib/matchers';
import { useNow } from '../../lib/useNow';

const STATES: Readonly<Record<SilenceState, State>> = { active: 'info', pending: 'warning', expired: 'unknown' };

interface SilenceTableProps {
  readonly source: ListSource;
  readonly silences: readonly Silence[] | undefined;
  /** Changes one, or makes one that is over again. */
  readonly onEdit: (silence: Silence) => void;
  readonly empty: ReactNode;
}

export function SilenceTable({ source, silences, onEdit, empty }: SilenceTableProps): ReactElement {
  const { t, i18n } = useTranslation();
  const columns: readonly Column<Silence>[] = [
    { key: 'state', title: t('silences.state'), width: 120, cell: ({ state }) => <StateBadge state={STATES[state]}>{t(`silences.states.${state}`)}</StateBadge>, sortBy: ({ state }) => state },
    {
      key: 'matchers',
      title: t('silences.matchers'),
      primary: true,
      sortBy: ({ matchers }) => matchers.map(formatMatcher).join(),
      cell: ({ matchers, warning }) => (
        <>
          <MatcherList matchers={matchers} />
          {warning && <Text size="xs" c="var(--state-warning)" mt={4}>{warning}</Text>}
        </>
      ),
    },
    {
      key: 'comment',
      title: t('silences.comment'),
      sortBy: ({ createdBy }) => createdBy,
      cell: ({ comment, createdBy }) => (
        <>
          <Text size="sm" style={{ overflowWrap: 'anywhere' }}>{comment}</Text>
          <Text size="xs" c="dimmed">{createdBy}</Text>
        </>
      ),
    },
    {
      key: 'when',
      title: t('silences.when'),
      width: 200,
      sortBy: ({ state, startsAt, endsAt }) => (state === 'pending' ? startsAt : endsAt),
      cell: (silence) => (
        <>
          <When silence={silence} />
          <Text size="xs" c="dimmed">{formatDateTime(silence.state === 'pending' ? silence.startsAt : silence.endsAt, i18n.language)}</Text>
        </>
      ),
    },
    { key: 'actions', title: t('actions'), silent: true, align: 'right', cell: (silence) => <Actions silence={silence} onEdit={onEdit} /> },
  ];
  return (
    <DataTable
      label={t('silences.title')}
      source={source}
      rows={silences}
      columns={columns}
      keyOf={({ id }) => id}
      empty={empty}
      minWidth={860}
      testId="silence-row"
    />
  );
}

function When({ silence: { state, startsAt, endsAt } }: { readonly silence: Silence }): ReactElement {
  const { t, i18n } = useTranslation();
  const now = useNow(10_000);
  const at = formatRelative(state === 'pending' ? startsAt : endsAt, now, i18n.language);
  return <Text size="sm">{t(`silences.time.${state}`, { at })}</Text>;
}

function Actions({ silence, onEdit }: { readonly silence: Silence; readonly onEdit: (silence: Silence) => void }): ReactElement {
  const { t } = useTranslation();
  const over = silence.state === 'expired';
  const name = nameOf(silence);
  return (
    <Group gap={6} justify="flex-end" wrap="nowrap">
      <RoleGate needs="operator">
        <Button size="compact-sm" variant="default" aria-label={t(over ? 'silences.againNamed' : 'silences.changeNamed', { name })} onClick={() => { onEdit(silence); }}>
          {t(over ? 'silences.again' : 'silences.changeShort')}
        </Button>
      </RoleGate>
      {!over && <Expire silence={silence} />}
    </Group>
  );
}

function nameOf({ matchers }: Silence): string {
  return matchers.map(formatMatcher).join(', ');
}

function Expire({ silence }: { readonly silence: Silence }): ReactElement {
  const { t } = useTranslation();
  const expire = useExpireSilence();
  const confirm = useConfirm();
  const name = nameOf(silence);
  return (
    <RoleGate needs="operator">
      <Button
        size="compact-sm"
        variant="default"
        aria-label={t('silences.expireNamed', { name })}
        onClick={() => {
          confirm({
            title: t('silences.expire'),
            text: t('silences.expireText', { name }),
            action: t('silences.expire'),
            run: () => expire.mutateAsync(silence.id),
          });
        }}
      >
        {t('silences.expire')}
      </Button>
    </RoleGate>
  );
}
