import { Button, Group, Select } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlus } from '@tabler/icons-react';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useObjectives, type Objective } from '../../api/objectives';
import { Notice } from '../../components/Notice';
import { PageHeader } from '../../components/PageHeader';
import { Panel } from '../../components/Panel';
import { RoleGate } from '../../components/RoleGate';
import { SearchField } from '../../components/SearchField';
import { changed, OBJECTIVE_STATES, type Changes, type ObjectiveSearch } from '../../lib/urlState';
import { ObjectiveForm } from './ObjectiveForm';
import { ObjectiveTable } from './ObjectiveTable';
import { chooseObjectives } from './objectiveStates';

const route = getRouteApi('/shell/health/objectives');

/** What is promised, and how much may still fail. */
export function ObjectivesPage(): ReactElement {
  const { t } = useTranslation();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const objectives = useObjectives();
  const [opened, form] = useDisclosure();
  const [edited, setEdited] = useState<Objective>();
  const filter = (change: Changes<ObjectiveSearch>): void => void navigate({ search: (previous) => changed(previous, change), replace: true });
  const open = (objective?: Objective): void => {
    setEdited(objective);
    form.open();
  };
  const create = (
    <RoleGate needs="operator">
      <Button leftSection={<IconPlus size={16} />} onClick={() => { open(); }}>
        {t('objectives.create')}
      </Button>
    </RoleGate>
  );
  return (
    <>
      <PageHeader title={t('objectives.title')} lead={t('objectives.lead')}>
        {create}
      </PageHeader>
      <Group mb="md" gap="sm">
        <Select
          w={{ base: '100%', xs: 200 }}
          aria-label={t('objectives.state')}
          allowDeselect={false}
          data={(['all', ...OBJECTIVE_STATES] as const).map((value) => ({ value, label: value === 'all' ? t('objectives.allStates') : t(`objectives.states.${value}`) }))}
          value={search.state ?? 'all'}
          onChange={(value) => { filter({ state: OBJECTIVE_STATES.find((known) => known === value) }); }}
        />
        <SearchField label={t('objectives.search')} value={search.q ?? ''} onSearch={(q) => { filter({ q: q || undefined }); }} />
      </Group>
      <Panel flush>
        <ObjectiveTable
          source={objectives}
          objectives={objectives.data && chooseObjectives(objectives.data, search.state, search.q ?? '')}
          empty={
            objectives.data?.length === 0 ? (
              <Notice title={t('objectives.none')}>{t('objectives.noneText')}</Notice>
            ) : (
              <Notice title={t('noMatch.title')}>
                <Link to="/health/objectives">{t('noMatch.text')}</Link>
              </Notice>
            )
          }
          onEdit={open}
        />
      </Panel>
      <ObjectiveForm definition={edited?.definition} opened={opened} onClose={form.close} />
    </>
  );
}
