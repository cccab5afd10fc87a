import { Button, Group, SegmentedControl } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlus } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useSilences, type Silence } from '../../api/silences';
import { Notice } from '../../components/Notice';
import { PageHeader } from '../../components/PageHeader';
import { Panel } from '../../components/Panel';
import { RoleGate } from '../../components/RoleGate';
import { SearchField } from '../../components/SearchField';
import { changed, parseSilenceSearch, SILENCE_STATES, type Changes, type SilenceSearch } from '../../lib/urlState';
import { filterSilences } from './filterSilences';
import { SilenceForm } from './SilenceForm';
import { SilenceTable } from './SilenceTable';

const route = getRouteApi('/shell/alerts/silences');

/** What people asked to be quiet about. */
export function SilencesPage(): ReactElement {
  const { t } = useTranslation();
  const { state = 'current', q = '' } = route.useSearch();
  const navigate = route.useNavigate();
  const silences = useSilences();
  const [opened, form] = useDisclosure();
  const [edited, setEdited] = useState<Silence>();
  const edit = (silence: Silence | undefined): void => {
    setEdited(silence);
    form.open();
  };
  const filter = (change: Changes<SilenceSearch>): void => void navigate({ search: (previous) => changed(previous, change), replace: true });
  return (
    <>
      <PageHeader title={t('silences.title')} lead={t('silences.lead')}>
        <RoleGate needs="operator">
          <Button leftSection={<IconPlus size={16} />} onClick={() => { edit(undefined); }}>
            {t('silences.create')}
          </Button>
        </RoleGate>
      </PageHeader>
      <Group mb="md" gap="sm">
        <SegmentedControl
          aria-label={t('silences.state')}
          data={SILENCE_STATES.map((value) => ({ value, label: t(`silences.states.${value}`) }))}
          value={state}
          onChange={(value) => { filter({ state: parseSilenceSearch({ state: value }).state }); }}
        />
        <SearchField label={t('silences.search')} value={q} onSearch={(text) => { filter({ q: text || undefined }); }} />
      </Group>
      <Panel flush>
        <SilenceTable
          source={silences}
          silences={silences.data && filterSilences(silences.data, state, q)}
          onEdit={edit}
          empty={q === '' ? <Notice title={t('silences.none')}>{t('silences.noneText')}</Notice> : <Notice title={t('noMatch.title')}>{t('noMatch.text')}</Notice>}
        />
      </Panel>
      <SilenceForm silence={edited} opened={opened} onClose={form.close} />
    </>
  );
}
