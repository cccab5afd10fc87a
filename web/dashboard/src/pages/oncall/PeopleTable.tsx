import { Button, Code, Group } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlus } from '@tabler/icons-react';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Escalation, Person } from '../../api/escalation';
import { Notice } from '../../components/Notice';
import { Panel } from '../../components/Panel';
import { RoleGate } from '../../components/RoleGate';
import type { Column, ListSource } from '../../components/table/column';
import { DataTable } from '../../components/table/DataTable';
import { PersonForm } from './PersonForm';
import { ThingMenu } from './ThingMenu';

interface PeopleTableProps {
  readonly source: ListSource;
  readonly escalation: Escalation | undefined;
}

/** Who can be told, and how. */
export function PeopleTable({ source, escalation }: PeopleTableProps): ReactElement {
  const { t } = useTranslation();
  const [opened, form] = useDisclosure();
  const [edited, setEdited] = useState<Person>();
  const edit = (person: Person | undefined): void => {
    setEdited(person);
    form.open();
  };
  const columns: readonly Column<Person>[] = [
    { key: 'name', title: t('oncall.person'), primary: true, width: 180, cell: ({ name }) => <b>{name}</b>, sortBy: ({ name }) => name },
    {
      key: 'ways',
      title: t('oncall.ways'),
      cell: ({ ways }) => (
        <Group gap={6}>
          {Object.entries(ways).map(([way, channel]) => (
            <Code key={way}>{way} → {channel}</Code>
          ))}
        </Group>
      ),
    },
    { key: 'actions', title: t('actions'), silent: true, align: 'right', width: 60, cell: (person) => <ThingMenu kind="people" name={person.name} onEdit={() => { edit(person); }} /> },
  ];
  return (
    <Panel
      flush
      title={t('oncall.people')}
      aside={
        <RoleGate needs="operator">
          <Button size="compact-sm" variant="default" leftSection={<IconPlus size={15} />} onClick={() => { edit(undefined); }}>
            {t('oncall.createPerson')}
          </Button>
        </RoleGate>
      }
    >
      <DataTable
        label={t('oncall.people')}
        source={source}
        rows={escalation?.people}
        columns={columns}
        keyOf={({ name }) => name}
        empty={<Notice title={t('oncall.noPeople')}>{t('oncall.noPeopleText')}</Notice>}
        minWidth={480}
        testId="person-row"
      />
      <PersonForm person={edited} escalation={escalation} opened={opened} onClose={form.close} />
    </Panel>
  );
}
