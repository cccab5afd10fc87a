import { Button, SimpleGrid, Skeleton, Stack } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlus } from '@tabler/icons-react';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useEscalation, useOnCall, type Schedule } from '../../api/escalation';
import { Failure, Notice, StaleNotice } from '../../components/Notice';
import { PageHeader } from '../../components/PageHeader';
import { Panel } from '../../components/Panel';
import { RoleGate } from '../../components/RoleGate';
import { PeopleTable } from './PeopleTable';
import { PolicyTable } from './PolicyTable';
import { ScheduleForm } from './ScheduleForm';
import { SchedulePanel } from './SchedulePanel';
import { peopleOf } from './shifts';

// Two turns of the usual week.
const DAYS = 14;

/** Who is told, one after the other, while nobody takes an alert. */
export function OnCallPage(): ReactElement {
  const { t } = useTranslation();
  const escalation = useEscalation();
  const onCall = useOnCall(DAYS);
  const [opened, form] = useDisclosure();
  const [edited, setEdited] = useState<Schedule>();
  const edit = (schedule: Schedule | undefined): void => {
    setEdited(schedule);
    form.open();
  };
  return (
    <>
      <PageHeader title={t('oncall.title')} lead={t('oncall.lead')}>
        <RoleGate needs="operator">
          <Button leftSection={<IconPlus size={16} />} onClick={() => { edit(undefined); }}>
            {t('oncall.createSchedule')}
          </Button>
        </RoleGate>
      </PageHeader>
      <Stack gap="md">
        {schedules()}
        <PolicyTable source={escalation} escalation={escalation.data} />
        <PeopleTable source={escalation} escalation={escalation.data} />
      </Stack>
      <ScheduleForm schedule={edited} escalation={escalation.data} opened={opened} onClose={form.close} />
    </>
  );

  function schedules(): ReactElement {
    if (onCall.data === undefined) return onCall.isError ? <Failure error={onCall.error} onRetry={() => void onCall.refetch()} /> : <Skeleton height={190} aria-label={t('loading')} />;
    if (onCall.data.length === 0) {
      return (
        <Panel>
          <Notice title={t('oncall.none')}>{t('oncall.noneText')}</Notice>
        </Panel>
      );
    }
    const people = peopleOf(onCall.data);
    return (
      <>
        {onCall.error !== null && <StaleNotice error={onCall.error} />}
        <SimpleGrid cols={{ base: 1, lg: onCall.data.length > 1 ? 2 : 1 }} spacing="md">
          {onCall.data.map((one) => (
            <SchedulePanel
              key={one.schedule}
              onCall={one}
              days={DAYS}
              people={people}
              schedule={escalation.data?.schedules.find(({ name }) => name === one.schedule)}
              overrides={escalation.data?.overrides.filter(({ schedule }) => schedule === one.schedule) ?? []}
              everybody={escalation.data?.people.map(({ name }) => name) ?? []}
              warnings={escalation.data?.warnings}
              onEdit={edit}
            />
          ))}
        </SimpleGrid>
      </>
    );
  }
}
