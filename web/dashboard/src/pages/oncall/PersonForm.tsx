import { ActionIcon, Autocomplete, Button, Group, Input, Select, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useChannels } from '../../api/channels';
import { useSaveEscalation, type Escalation, type Person } from '../../api/escalation';
import { FormModal } from '../../components/FormModal';
import { SendingForm } from '../../components/SendingForm';

interface PersonFormProps {
  /** The one that is changed; a new one without. */
  readonly person: Person | undefined;
  readonly escalation: Escalation | undefined;
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Says how a person is reached: each way leads to a channel. */
export function PersonForm({ person, escalation, opened, onClose }: PersonFormProps): ReactElement {
  const { t } = useTranslation();
  const title = person === undefined ? t('oncall.createPerson') : t('oncall.editNamed', { name: person.name });
  return (
    <FormModal opened={opened} onClose={onClose} title={title}>
      <Fields person={person} escalation={escalation} onClose={onClose} />
    </FormModal>
  );
}

interface PersonFormValues {
  readonly name: string;
  readonly ways: readonly { readonly way: string; readonly channel: string | null }[];
}

const EMPTY_WAY = { way: '', channel: null };
const USUAL_WAYS = ['mail', 'sms', 'chat', 'phone'];

function Fields({ person, escalation, onClose }: Omit<PersonFormProps, 'opened'>): ReactElement {
  const { t } = useTranslation();
  const { data: channels } = useChannels();
  const save = useSaveEscalation<Person>('people');
  const form = useForm<PersonFormValues>({
    initialValues: { name: person?.name ?? '', ways: person === undefined ? [EMPTY_WAY] : Object.entries(person.ways).map(([way, channel]) => ({ way, channel })) },
    validate: {
      name: (name) =>
        name.trim() === '' ? t('oncall.nameMissing') : person === undefined && escalation?.people.some((one) => one.name === name.trim()) === true ? t('oncall.nameTaken') : null,
      ways: {
        way: (way, { ways }) => (way.trim() === '' ? t('oncall.wayMissing') : ways.filter((one) => one.way === way).length > 1 ? t('oncall.wayTaken') : null),
        channel: (channel) => (channel === null ? t('oncall.channelMissing') : null),
      },
    },
  });
  return (
    <SendingForm form={form} saving={save} toInput={toPerson} onSent={onClose} pathOf={personPath} onCancel={onClose}>
      <TextInput label={t('oncall.name')} withAsterisk maxLength={100} disabled={person !== undefined} data-autofocus {...form.getInputProps('name')} />
      <Input.Wrapper label={t('oncall.ways')} description={t('oncall.waysHint')} labelElement="div" error={form.errors['ways']} data-path="ways">
        <Stack gap={6} mt={6}>
          {form.values.ways.map((_, index) => (
            // Rows have no identity but their place.
            <Group key={index} gap={6} wrap="nowrap" align="flex-start">
              <Autocomplete style={{ flex: 1 }} placeholder="sms" data={USUAL_WAYS} aria-label={t('oncall.wayOf', { number: index + 1 })} {...form.getInputProps(`ways.${String(index)}.way`)} />
              <Select
                style={{ flex: 1 }}
                placeholder={t('alert.channel')}
                data={channels?.filter(({ enabled }) => enabled).map(({ name }) => name) ?? []}
                aria-label={t('oncall.channelOf', { number: index + 1 })}
                {...form.getInputProps(`ways.${String(index)}.channel`)}
              />
              <ActionIcon mt={4} variant="subtle" color="gray" disabled={form.values.ways.length === 1} aria-label={t('oncall.removeWay', { number: index + 1 })} onClick={() => { form.removeListItem('ways', index); }}>
                <IconTrash size={16} />
              </ActionIcon>
            </Group>
          ))}
          <Button variant="subtle" size="compact-sm" leftSection={<IconPlus size={14} />} style={{ alignSelf: 'flex-start' }} disabled={form.values.ways.length >= 10} onClick={() => { form.insertListItem('ways', EMPTY_WAY); }}>
            {t('oncall.addWay')}
          </Button>
        </Stack>
      </Input.Wrapper>
    </SendingForm>
  );
}

function toPerson({ name, ways }: PersonFormValues): Person {
  return { name: name.trim(), ways: Object.fromEntries(ways.flatMap(({ way, channel }) => (channel === null ? [] : [[way.trim(), channel]]))) };
}

/** The form's path of what alerting names: ways by their name. */
function personPath(path: string, { ways }: PersonFormValues): string {
  const row = ways.findIndex(({ way }) => path === `ways.${way.trim()}`);
  return row === -1 ? path : `ways.${String(row)}.channel`;
}
