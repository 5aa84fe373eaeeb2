/** From the raw text of a call to the tool's input, or to an error that the model can read and repair. */
import { z } from 'astro/zod';
import type { ToolDescription } from './model.ts';
import type { Tool, ToolResult } from './tool.ts';

type ParsedInput<Input> =
  | { readonly ok: true; readonly value: Input }
  | { readonly ok: false; readonly result: ToolResult };

/** `cut`: the answer met the limit of its length in this call. */
export function parseToolInput<Input>(tool: Tool<Input>, raw: string, cut = false): ParsedInput<Input> {
  const json = parseJson(raw.trim() === '' ? '{}' : raw);
  if (!json.ok) return { ok: false, result: cut ? cutResult(tool.name) : notJson(tool.name, json.problem) };
  const parsed = tool.input.safeParse(json.value);
  if (parsed.success) return { ok: true, value: parsed.data };
  return { ok: false, result: notFitting(tool, parsed.error) };
}

/** How a tool is described to a model. */
export function describeTool(tool: Tool): ToolDescription {
  const { $schema: _schema, ...inputSchema } = z.toJSONSchema(tool.input, { io: 'input' });
  return { name: tool.name, description: tool.description, inputSchema };
}

function parseJson(raw: string): { ok: true; value: unknown } | { ok: false; problem: string } {
  try {
    return { ok: true, value: JSON.parse(raw) };
  } catch (error) {
    return { ok: false, problem: error instanceof Error ? error.message : String(error) };
  }
}

function cutResult(name: string): ToolResult {
  return {
    ok: false,
    text: `Your answer met the limit of its length in the middle of this call, so nothing was done. Write it in smaller pieces: first a short part of the file with write_file, then add to it with edit_file. (${name})`,
    line: 'The answer was cut in mid-call; the agent is asked for smaller pieces',
  };
}

function notJson(name: string, problem: string): ToolResult {
  return {
    ok: false,
    text: `The input of ${name} is not valid JSON (${problem}), so nothing was done. Send the call again with one JSON object; write line breaks inside strings as \\n and quotation marks as \\".`,
    line: 'The call could not be read; the agent is told why',
  };
}

function notFitting(tool: Tool, error: z.ZodError): ToolResult {
  const problems = error.issues.map((issue) => {
    const where = issue.path.length > 0 ? issue.path.map(String).join('.') : 'input';
    return `- ${where}: ${issue.message}`;
  });
  return {
    ok: false,
    text: `The input of ${tool.name} does not fit, so nothing was done:\n${problems.join('\n')}\nSend the call again with the right input.`,
    line: 'The call did not fit; the agent is told why',
  };
}
