import { Button, Combobox, Group, Textarea, useCombobox } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import { useRef, useState, type KeyboardEvent, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useMetricNames } from '../api/prometheus';
import { complete, suggest, wordAt, type Suggestion } from './suggestions';

const MOST_SUGGESTIONS = 12;

interface QueryBoxProps {
  readonly query: string;
  readonly onRun: (query: string) => void;
}

/** Where a PromQL expression is typed: Enter runs it, Shift+Enter begins a line, names are completed. */
export function QueryBox({ query, onRun }: QueryBoxProps): ReactElement {
  const { t } = useTranslation();
  const { data: metrics = [] } = useMetricNames();
  const [text, setText] = useState(query);
  const [suggestions, setSuggestions] = useState<readonly Suggestion[]>([]);
  const box = useRef<HTMLTextAreaElement>(null);
  const combobox = useCombobox({ onDropdownClose: () => { combobox.resetSelectedOption(); } });
  const open = combobox.dropdownOpened && suggestions.length > 0;

  const type = (value: string, cursor: number): void => {
    setText(value);
    const at = wordAt(value, cursor);
    setSuggestions(at === null ? [] : suggest(at.word, metrics, MOST_SUGGESTIONS));
    combobox.openDropdown();
  };
  const take = (chosen: Suggestion | undefined): void => {
    const element = box.current;
    if (element === null || chosen === undefined) return;
    const completed = complete(text, element.selectionStart, chosen);
    setText(completed.query);
    combobox.closeDropdown();
    requestAnimationFrame(() => {
      element.focus();
      element.setSelectionRange(completed.cursor, completed.cursor);
    });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Tab' && open) {
      event.preventDefault();
      take(suggestions[Math.max(0, combobox.getSelectedOptionIndex())]);
      return;
    }
    // With a suggestion chosen, Enter takes it; that is the combobox's own doing.
    if (event.key !== 'Enter' || event.shiftKey || (open && combobox.getSelectedOptionIndex() >= 0)) return;
    event.preventDefault();
    combobox.closeDropdown();
    onRun(text.trim());
  };

  return (
    <Group align="flex-start" gap="sm" wrap="nowrap">
      <Combobox
        store={combobox}
        withinPortal
        onOptionSubmit={(name) => { take(suggestions.find((suggestion) => suggestion.text === name)); }}
      >
        <Combobox.Target>
          <Textarea
            ref={box}
            flex={1}
            autosize
            minRows={1}
            maxRows={8}
            autoFocus
            spellCheck={false}
            aria-label={t('explore.query')}
            placeholder="rate(perfmonitor_samples_accepted_total[1m])"
            styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 14 } }}
            value={text}
            onChange={(event) => { type(event.currentTarget.value, event.currentTarget.selectionStart); }}
            onKeyDown={onKeyDown}
            onBlur={() => { combobox.closeDropdown(); }}
          />
        </Combobox.Target>
        <Combobox.Dropdown hidden={!open}>
          <Combobox.Options mah={260} style={{ overflowY: 'auto' }} aria-label={t('explore.suggestions')}>
            {suggestions.map(({ text: name, kind }) => (
              <Combobox.Option key={`${kind} ${name}`} value={name}>
                <Group justify="space-between" wrap="nowrap" gap="md">
                  <span style={{ fontFamily: 'var(--mantine-font-family-monospace)' }}>{name}</span>
                  <span style={{ color: 'var(--mantine-color-dimmed)', fontSize: 12 }}>{t(`explore.kind.${kind}`)}</span>
                </Group>
              </Combobox.Option>
            ))}
          </Combobox.Options>
        </Combobox.Dropdown>
      </Combobox>
      <Button leftSection={<IconPlayerPlay size={15} />} onClick={() => { onRun(text.trim()); }}>
        {t('explore.run')}
      </Button>
    </Group>
  );
}
