import { Group, SegmentedControl, Select } from '@mantine/core';
import { useRef, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Alert, Severity } from '../../api/alerts';
import { useSession } from '../../api/session';
import { SearchField } from '../../components/SearchField';
import { StateIcon } from '../../components/StateIcon';
import { allMatch } from '../../lib/matchers';
import { ALERT_GROUPINGS, ALERT_STATES, SEVERITIES, SINCES, type AlertSearch, type Changes } from '../../lib/urlState';
import { useChords } from '../../lib/useChords';
import { NOBODY, ownerOf, readText } from './alertFilter';

interface AlertFiltersProps {
  readonly search: AlertSearch;
  readonly onChange: (change: Changes<AlertSearch>) => void;
  /** All of the state asked for; what can be chosen comes from them. */
  readonly alerts: readonly Alert[];
  /** How many there are of each level. */
  readonly counts: Readonly<Record<Severity, string>>;
}

export function AlertFilters({ search, onChange, alerts, counts }: AlertFiltersProps): ReactElement {
  const { t } = useTranslation();
  const { data: session } = useSession();
  const box = useRef<HTMLInputElement>(null);
  useChords({ '/': () => box.current?.focus() });
  const owners = new Set([session?.name, search.owner === NOBODY ? undefined : search.owner, ...alerts.map(ownerOf)].filter((name) => typeof name === 'string'));
  const rules = new Set([...(search.rule === undefined ? [] : [search.rule]), ...alerts.map(({ name }) => name)]);
  const unreadable = allMatch(readText(search.q ?? '').matchers, {}) === null;
  return (
    <Group mb="md" gap="sm" align="flex-start">
      <SegmentedControl
        aria-label={t('alerts.state')}
        data={ALERT_STATES.map((value) => ({ value, label: t(`alerts.states.${value}`) }))}
        value={search.state ?? 'active'}
        onChange={(value) => { onChange({ state: value === 'active' ? undefined : ALERT_STATES.find((known) => known === value) }); }}
      />
      <SegmentedControl
        aria-label={t('alerts.severity')}
        data={[
          { value: 'all', label: t('all') },
          ...SEVERITIES.map((value) => ({
            value,
            label: (
              <Group gap={5} wrap="nowrap" className="numeric" data-testid={`count-${value}`}>
                <StateIcon state={value} size={14} />
                {`${t(`severity.${value}`)} ${counts[value]}`}
              </Group>
            ),
          })),
        ]}
        value={search.severity ?? 'all'}
        onChange={(value) => { onChange({ severity: SEVERITIES.find((known) => known === value) }); }}
      />
      <SearchField
        ref={box}
        w={{ base: '100%', xs: 280 }}
        clearable
        label={t('alerts.search')}
        error={unreadable ? t('alerts.unreadable') : undefined}
        value={search.q ?? ''}
        onSearch={(q) => { onChange({ q: q || undefined }); }}
        onKeyDown={(event) => {
          if (event.key === 'Escape') event.currentTarget.blur();
        }}
      />
      <Select
        w={170}
        clearable
        searchable
        aria-label={t('alerts.rule')}
        placeholder={t('alerts.rule')}
        nothingFoundMessage={t('noMatch.title')}
        data={[...rules].sort()}
        value={search.rule ?? null}
        onChange={(rule) => { onChange({ rule: rule ?? undefined }); }}
      />
      <Select
        w={150}
        clearable
        aria-label={t('alerts.owner')}
        placeholder={t('alerts.owner')}
        data={[{ value: NOBODY, label: t('alerts.nobody') }, ...[...owners].sort().map((name) => ({ value: name, label: name === session?.name ? t('alerts.me', { name }) : name }))]}
        value={search.owner ?? null}
        onChange={(owner) => { onChange({ owner: owner ?? undefined }); }}
      />
      <Select
        w={150}
        clearable
        aria-label={t('alerts.since')}
        placeholder={t('alerts.anyTime')}
        data={SINCES.map((value) => ({ value, label: t('range.last', { length: value }) }))}
        value={search.since ?? null}
        onChange={(value) => { onChange({ since: SINCES.find((known) => known === value) }); }}
      />
      <Select
        w={170}
        allowDeselect={false}
        aria-label={t('alerts.grouping')}
        data={ALERT_GROUPINGS.map((value) => ({ value, label: t(`alerts.groupings.${value}`) }))}
        value={search.group ?? 'incident'}
        onChange={(value) => { onChange({ group: value === 'incident' ? undefined : ALERT_GROUPINGS.find((known) => known === value) }); }}
      />
    </Group>
  );
}
