import { Button, Group, Select } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlus } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useAnnotations } from '../../api/annotations';
import { PageHeader } from '../../components/PageHeader';
import { Panel } from '../../components/Panel';
import { RoleGate } from '../../components/RoleGate';
import { TimeRangePicker } from '../../components/TimeRangePicker';
import { resolveRange } from '../../lib/timeRange';
import { changed } from '../../lib/urlState';
import { AnnotationForm } from './AnnotationForm';
import { KINDS } from './annotationForm';
import { AnnotationTable } from './AnnotationTable';

const route = getRouteApi('/shell/analysis/annotations');

// Deploys come days apart.
const USUAL_RANGE = { from: 'now-7d', to: 'now' };

/** What was done to the system, for charts and explanations. */
export function AnnotationsPage(): ReactElement {
  const { t } = useTranslation();
  const { kind, ...search } = route.useSearch();
  const navigate = route.useNavigate();
  const range = { ...USUAL_RANGE, ...search };
  const annotations = useAnnotations(`${range.from} ${range.to}`, () => resolveRange(range, Date.now()));
  const [opened, form] = useDisclosure();
  const kinds = new Set([...KINDS, ...(kind === undefined ? [] : [kind]), ...(annotations.data ?? []).map((one) => one.kind)]);
  return (
    <>
      <PageHeader title={t('annotations.title')} lead={t('annotations.lead')}>
        <TimeRangePicker range={range} onChange={({ from, to }) => void navigate({ search: (previous) => ({ ...previous, from, to }) })} />
        <RoleGate needs="operator">
          <Button leftSection={<IconPlus size={16} />} onClick={form.open}>
            {t('annotations.add')}
          </Button>
        </RoleGate>
      </PageHeader>
      <Group mb="md">
        <Select
          w={200}
          clearable
          aria-label={t('annotations.kind')}
          placeholder={t('annotations.everyKind')}
          data={[...kinds].sort()}
          value={kind ?? null}
          onChange={(value) => void navigate({ search: (previous) => changed(previous, { kind: value ?? undefined }), replace: true })}
        />
      </Group>
      <Panel flush>
        <AnnotationTable source={annotations} annotations={annotations.data?.filter((one) => kind === undefined || one.kind === kind)} />
      </Panel>
      <AnnotationForm opened={opened} onClose={form.close} />
    </>
  );
}
