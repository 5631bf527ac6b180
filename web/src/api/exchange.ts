import { get, post } from './http';
import type { Page, Prompt, Video } from './types';

interface Videos {
  videos?: Video[];
  nextPageToken?: string;
}

export interface NewVideo {
  promptId?: string;
  replyToVideoId?: string;
  sizeBytes: string;
  mediaType: string;
}

export async function listPrompts(runId: string): Promise<Prompt[]> {
  const answer = await get<{ prompts?: Prompt[] }>(`/v1/runs/${encodeURIComponent(runId)}/prompts`, { pageSize: 100 });
  return answer.prompts ?? [];
}

export function getPrompt(promptId: string): Promise<Prompt> {
  return get(`/v1/prompts/${encodeURIComponent(promptId)}`);
}

export function createVideo(video: NewVideo, requestId: string): Promise<Video> {
  return post('/v1/videos', video, requestId);
}

export function getVideo(videoId: string): Promise<Video> {
  return get(`/v1/videos/${encodeURIComponent(videoId)}`);
}

export async function listVideos(groupId: string, promptId: string, pageToken = '', pageSize = 12): Promise<Page<Video>> {
  return page(await get<Videos>(`/v1/groups/${encodeURIComponent(groupId)}/videos`, { promptId, pageSize, pageToken }));
}

export async function listReplies(videoId: string, pageToken = ''): Promise<Page<Video>> {
  return page(await get<Videos>(`/v1/videos/${encodeURIComponent(videoId)}/replies`, { pageSize: 20, pageToken }));
}

export async function listMyVideos(runId: string, pageToken = ''): Promise<Page<Video>> {
  return page(await get<Videos>(`/v1/runs/${encodeURIComponent(runId)}/videos:mine`, { pageSize: 50, pageToken }));
}

export function withdrawVideo(videoId: string, requestId?: string): Promise<Video> {
  return post(`/v1/videos/${encodeURIComponent(videoId)}:withdraw`, {}, requestId);
}

function page(answer: Videos): Page<Video> {
  return { items: answer.videos ?? [], nextPageToken: answer.nextPageToken ?? '' };
}
