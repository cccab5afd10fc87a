import { Button, Group, SegmentedControl } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlus } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useTargets, type Target } from '../../api/targets';
import { Notice } from '../../components/Notice';
import { PageHeader } from '../../components/PageHeader';
import { Panel } from '../../components/Panel';
import { RoleGate } from '../../components/RoleGate';
import { SearchField } from '../../components/SearchField';
import { changed, TARGET_STATES, type Changes, type TargetSearch } from '../../lib/urlState';
import { holdWords } from '../../lib/words';
import { TargetForm } from './TargetForm';
import type { TargetFacts } from './targetFacts';
import { TargetTable } from './TargetTable';
import { useTargetFacts } from './useTargetFacts';

const route = getRouteApi('/shell/targets');

export function TargetsPage(): ReactElement {
  const { t } = useTranslation();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const targets = useTargets();
  const factsOf = useTargetFacts();
  const [opened, form] = useDisclosure();
  const [edited, setEdited] = useState<Target>();
  const filter = (change: Changes<TargetSearch>): void => void navigate({ search: (previous) => changed(previous, change), replace: true });
  const shown = targets.data?.filter((target) => matches(target, factsOf(target.name), search));
  const edit = (target: Target | undefined): void => {
    setEdited(target);
    form.open();
  };

  return (
    <>
      <PageHeader title={t('targets.title')} lead={t('targets.lead')}>
        <RoleGate needs="operator">
          <Button leftSection={<IconPlus size={16} />} onClick={() => { edit(undefined); }}>
            {t('targets.add')}
          </Button>
        </RoleGate>
      </PageHeader>
      <Group mb="md" gap="sm">
        <SearchField w={{ base: '100%', xs: 280 }} label={t('targets.search')} value={search.q ?? ''} onSearch={(q) => { filter({ q: q || undefined }); }} />
        <SegmentedControl
          aria-label={t('targets.state')}
          data={[{ value: 'all', label: t('all') }, ...TARGET_STATES.map((state) => ({ value: state, label: t(`target.${state}`) }))]}
          value={search.state ?? 'all'}
          onChange={(value) => { filter({ state: TARGET_STATES.find((state) => state === value) }); }}
        />
      </Group>
      <Panel flush>
        <TargetTable
          source={targets}
          targets={shown}
          factsOf={factsOf}
          onEdit={edit}
          empty={
            targets.data?.length === 0 ? <Notice title={t('targets.none')}>{t('targets.noneText')}</Notice> : <Notice title={t('noMatch.title')}>{t('noMatch.text')}</Notice>
          }
        />
      </Panel>
      <TargetForm target={edited} opened={opened} onClose={form.close} />
    </>
  );
}

function matches(target: Target, { up }: TargetFacts, { state, q = '' }: TargetSearch): boolean {
  if (state === 'paused' && target.enabled) return false;
  if (state === 'up' && !(target.enabled && up === true)) return false;
  if (state === 'down' && !(target.enabled && up === false)) return false;
  return holdWords([target.name, target.url, target.kind, ...target.tags], q);
}
