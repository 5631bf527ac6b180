// Made by api_types.mjs (npm run api-types) of the gateway's OpenAPI document. Don't change it by hand.

export interface paths {
    "/v1/courses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List courses */
        get: operations["CatalogService_ListCourses"];
        put?: never;
        /** Create course */
        post: operations["CatalogService_CreateCourse"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/courses/{course_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get course */
        get: operations["CatalogService_GetCourse"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Create run */
        post: operations["CatalogService_CreateRun"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/runs/{run_id}:open": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Open run */
        post: operations["CatalogService_OpenRun"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/runs/{run_id}:cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Cancel run */
        post: operations["CatalogService_CancelRun"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/runs/{run_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get run */
        get: operations["CatalogService_GetRun"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/partners/{partner_id}/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List partner runs */
        get: operations["CatalogService_ListPartnerRuns"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/courses/{course_id}/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List runs */
        get: operations["CatalogService_ListRuns"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/partners/{partner_id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List partner events */
        get: operations["CatalogService_ListPartnerEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/runs/{run_id}/enrolments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List enrolments */
        get: operations["CatalogService_ListEnrolments"];
        put?: never;
        /** Enrol */
        post: operations["CatalogService_Enrol"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/users/me/enrolments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List my enrolments */
        get: operations["CatalogService_ListMyEnrolments"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/enrolments/{enrolment_id}:withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Withdraw enrolment */
        post: operations["CatalogService_WithdrawEnrolment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/enrolments/{enrolment_id}:suspend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Suspend enrolment */
        post: operations["CatalogService_SuspendEnrolment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/enrolments/{enrolment_id}:reinstate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Reinstate enrolment */
        post: operations["CatalogService_ReinstateEnrolment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/interests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Create interest */
        post: operations["CatalogService_CreateInterest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/interests:confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Confirm interest */
        post: operations["CatalogService_ConfirmInterest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/interests:withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Withdraw interest */
        post: operations["CatalogService_WithdrawInterest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/offers:get": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Get offer */
        post: operations["CatalogService_GetOffer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/offers:accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Accept offer */
        post: operations["CatalogService_AcceptOffer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/runs/{run_id}/prompts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List prompts */
        get: operations["ExchangeService_ListPrompts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/prompts/{prompt_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get prompt */
        get: operations["ExchangeService_GetPrompt"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/videos": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Create video */
        post: operations["ExchangeService_CreateVideo"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/videos/{video_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get video */
        get: operations["ExchangeService_GetVideo"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/groups/{group_id}/videos": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List videos */
        get: operations["ExchangeService_ListVideos"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/videos/{video_id}/replies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List replies */
        get: operations["ExchangeService_ListReplies"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/runs/{run_id}/videos:mine": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List my videos */
        get: operations["ExchangeService_ListMyVideos"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/videos/{video_id}:withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Withdraw video */
        post: operations["ExchangeService_WithdrawVideo"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/signIns": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Request sign in */
        post: operations["IdentityService_RequestSignIn"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Complete sign in */
        post: operations["IdentityService_CompleteSignIn"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sessions:refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Refresh session */
        post: operations["IdentityService_RefreshSession"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sessions:end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End session */
        post: operations["IdentityService_EndSession"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/users/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get me */
        get: operations["IdentityService_GetMe"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Update me */
        patch: operations["IdentityService_UpdateMe"];
        trace?: never;
    };
    "/v1/users/me/consents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List consents */
        get: operations["IdentityService_ListConsents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/users/me/consents/{kind}:give": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give consent */
        post: operations["IdentityService_GiveConsent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/users/me/consents/{kind}:withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Withdraw consent */
        post: operations["IdentityService_WithdrawConsent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/roles:grant": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Grant role */
        post: operations["IdentityService_GrantRole"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/roles:revoke": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Revoke role */
        post: operations["IdentityService_RevokeRole"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/partners/{partner_id}/roleHolders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List role holders */
        get: operations["IdentityService_ListRoleHolders"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/invitations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List invitations */
        get: operations["IdentityService_ListInvitations"];
        put?: never;
        /** Invite user */
        post: operations["IdentityService_InviteUser"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/invitations/{invitation_id}:revoke": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Revoke invitation */
        post: operations["IdentityService_RevokeInvitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/invitations:accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Accept invitation */
        post: operations["IdentityService_AcceptInvitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/apiClients": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List api clients */
        get: operations["IdentityService_ListApiClients"];
        put?: never;
        /** Create api client */
        post: operations["IdentityService_CreateApiClient"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/apiClients/{api_client_id}:revoke": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Revoke api client */
        post: operations["IdentityService_RevokeApiClient"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/apiTokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Create api token */
        post: operations["IdentityService_CreateApiToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/.well-known/jwks.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get jwks */
        get: operations["IdentityService_GetJwks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/queueItems": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List queue items */
        get: operations["ModerationService_ListQueueItems"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/queueItems/{queue_item_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get queue item */
        get: operations["ModerationService_GetQueueItem"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/queueItems/{queue_item_id}:claim": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Claim queue item */
        post: operations["ModerationService_ClaimQueueItem"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/queueItems/{queue_item_id}:release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Release queue item */
        post: operations["ModerationService_ReleaseQueueItem"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/queueItems/{queue_item_id}:decide": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Decide queue item */
        post: operations["ModerationService_DecideQueueItem"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/videos/{video_id}:restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Restore video */
        post: operations["ModerationService_RestoreVideo"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/users/me/videoDecisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List decisions on my videos */
        get: operations["ModerationService_ListDecisionsOnMyVideos"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/videos/{video_id}:report": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Report video */
        post: operations["ModerationService_ReportVideo"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/users/me/reports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List my reports */
        get: operations["ModerationService_ListMyReports"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reports/{report_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get report */
        get: operations["ModerationService_GetReport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/runs/{run_id}/participants/{user_id}:nudge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Nudge participant */
        post: operations["ModerationService_NudgeParticipant"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/groups/{group_id}:nudgeSilent": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Nudge silent */
        post: operations["ModerationService_NudgeSilent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/auditEntries:verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Verify audit log */
        get: operations["ModerationService_VerifyAuditLog"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/auditEntries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List audit entries */
        get: operations["ModerationService_ListAuditEntries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/users/me/notifications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List notifications */
        get: operations["NotificationsService_ListNotifications"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/users/me/notifications:markRead": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Mark notifications read */
        post: operations["NotificationsService_MarkNotificationsRead"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/users/me/notificationPreferences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get notification preferences */
        get: operations["NotificationsService_GetNotificationPreferences"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Update notification preferences */
        patch: operations["NotificationsService_UpdateNotificationPreferences"];
        trace?: never;
    };
    "/v1/notifications:unsubscribe": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Unsubscribe */
        post: operations["NotificationsService_Unsubscribe"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/inquiries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List inquiries */
        get: operations["PartnersService_ListInquiries"];
        put?: never;
        /** Create inquiry */
        post: operations["PartnersService_CreateInquiry"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/inquiries/{inquiry_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get inquiry */
        get: operations["PartnersService_GetInquiry"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/inquiries/{inquiry_id}:review": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Review inquiry */
        post: operations["PartnersService_ReviewInquiry"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/inquiries/{inquiry_id}:decline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Decline inquiry */
        post: operations["PartnersService_DeclineInquiry"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/inquiries/{inquiry_id}:accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Accept inquiry */
        post: operations["PartnersService_AcceptInquiry"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/partners/{partner_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get partner */
        get: operations["PartnersService_GetPartner"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Update partner */
        patch: operations["PartnersService_UpdatePartner"];
        trace?: never;
    };
    "/v1/partners": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List partners */
        get: operations["PartnersService_ListPartners"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/users/me/availability": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get my availability */
        get: operations["SchedulingService_GetMyAvailability"];
        /** Set my availability */
        put: operations["SchedulingService_SetMyAvailability"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/runs/{run_id}/facilitators": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List run facilitators */
        get: operations["SchedulingService_ListRunFacilitators"];
        put?: never;
        /** Add run facilitator */
        post: operations["SchedulingService_AddRunFacilitator"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/runs/{run_id}/facilitators/{user_id}:remove": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Remove run facilitator */
        post: operations["SchedulingService_RemoveRunFacilitator"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/runs/{run_id}/plans": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List plans */
        get: operations["SchedulingService_ListPlans"];
        put?: never;
        /** Create plan */
        post: operations["SchedulingService_CreatePlan"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/plans/{plan_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get plan */
        get: operations["SchedulingService_GetPlan"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/plans/{plan_id}:cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Cancel plan */
        post: operations["SchedulingService_CancelPlan"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/plans/{plan_id}:adopt": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Adopt plan */
        post: operations["SchedulingService_AdoptPlan"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/plans/{plan_id}:discard": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Discard plan */
        post: operations["SchedulingService_DiscardPlan"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/runs/{run_id}/placements/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get my placement */
        get: operations["SchedulingService_GetMyPlacement"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/users/me/groups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List my groups */
        get: operations["SchedulingService_ListMyGroups"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/groups/{group_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get group */
        get: operations["SchedulingService_GetGroup"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/runs/{run_id}/groups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List run groups */
        get: operations["SchedulingService_ListRunGroups"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/users/me/meetings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List my meetings */
        get: operations["SchedulingService_ListMyMeetings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/meetings/{meeting_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get meeting */
        get: operations["SchedulingService_GetMeeting"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/meetings/{meeting_id}:setRoom": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Set meeting room */
        post: operations["SchedulingService_SetMeetingRoom"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/meetings/{meeting_id}:cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Cancel meeting */
        post: operations["SchedulingService_CancelMeeting"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/users/me/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Live notifications */
        get: operations["Notifications_Stream"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/videos/{video_id}/renditions/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A file of a video */
        get: operations["Renditions_Get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/uploads": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Start a video (tus creation) */
        post: operations["Uploads_Create"];
        delete?: never;
        /** What the uploads can do (tus) */
        options: operations["Uploads_Capabilities"];
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/uploads/{video_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send bytes, where PATCH does not get through (tus) */
        post: operations["Uploads_Override"];
        delete?: never;
        /** What the uploads can do (tus) */
        options: operations["Uploads_CapabilitiesOfOne"];
        /** Where an upload stands (tus) */
        head: operations["Uploads_Head"];
        /** Send bytes (tus) */
        patch: operations["Uploads_Patch"];
        trace?: never;
    };
    "/unsubscribe": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** One click of a mail program (RFC 8058) */
        post: operations["Unsubscribe_Post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/healthz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Is it alive? */
        get: operations["Health_Alive"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/readyz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Is it ready? */
        get: operations["Health_Ready"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** This document */
        get: operations["OpenApi_Get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/protos.tar.gz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The contracts */
        get: operations["Protos_Get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description What went wrong (RFC 9457). */
        Problem: {
            /** @description urn:parley:reason:REASON, or about:blank where there is no reason. */
            type: string;
            /** @description Of the status. */
            title: string;
            /** @description The HTTP status. */
            status: number;
            /** @description For people: what is wrong and what to do. In English; apps translate by reason. */
            detail: string;
            /**
             * @description The name of the google.rpc.Code.
             * @enum {string}
             */
            code: "CANCELLED" | "UNKNOWN" | "INVALID_ARGUMENT" | "DEADLINE_EXCEEDED" | "NOT_FOUND" | "ALREADY_EXISTS" | "PERMISSION_DENIED" | "RESOURCE_EXHAUSTED" | "FAILED_PRECONDITION" | "ABORTED" | "OUT_OF_RANGE" | "UNIMPLEMENTED" | "INTERNAL" | "UNAVAILABLE" | "DATA_LOSS" | "UNAUTHENTICATED";
            /** @description To program by: the UPPER_SNAKE word that the operation lists. */
            reason?: string;
            /** @description More on the reason, as the operation says. */
            metadata?: {
                [key: string]: string;
            };
            /** @description The fields at fault. */
            errors?: {
                /** @description In the contract's names: run.course_id. */
                field: string;
                /** @description What is wrong with it. */
                description: string;
            }[];
        };
        /**
         * @description A platform role, carried in the access token. A user without any is a participant.
         *     - `ROLE_FACILITATOR`: Monitors, prompts and moderates the groups they are assigned to.
         *     - `ROLE_SAFEGUARDING_OFFICER`: Handles safeguarding cases; nobody else can read one.
         *     - `ROLE_COORDINATOR`: Everything of their own partner, nothing of another partner's.
         *     - `ROLE_OPERATOR`: Runs the platform.
         * @enum {string}
         */
        "api.Role": "ROLE_FACILITATOR" | "ROLE_SAFEGUARDING_OFFICER" | "ROLE_COORDINATOR" | "ROLE_OPERATOR";
        "catalog.AcceptOfferRequest": {
            /** @description From behind the '#' of the link. */
            token?: string;
            /**
             * Format: uuid
             * @description UUID.
             */
            requestId?: string;
        };
        "catalog.CancelRunRequest": {
            /** @description The run's, when given. */
            etag?: string;
            /**
             * Format: uuid
             * @description UUID.
             */
            requestId?: string;
        };
        "catalog.ConfirmInterestRequest": {
            /** @description From behind the '#' of the link. */
            token?: string;
            /**
             * Format: uuid
             * @description UUID.
             */
            requestId?: string;
        };
        /** @description An online course that an exchange can be added to. Public. */
        "catalog.Course": {
            /** @description Assigned on creation. Read only. */
            readonly courseId: string;
            /** @description 1 to 200 characters, in the first of `languages`. Required. */
            title: string;
            /** @description At most 2,000 characters of plain text. */
            summary?: string;
            /** @description BCP 47, the main one first; 1 to 20, none twice. */
            languages?: string[];
            /** @description Such as "migration": lower case letters, digits and hyphens, 1 to 50 characters; at most 20, none twice. */
            subjectTags?: string[];
            /** @description The partner that owns the course. On creation an API client may leave it empty: its own. */
            partnerId?: string;
            /** @description The course's page at its MOOC, a http or https address of at most 2,048 characters; empty when there is none. */
            moocUrl?: string;
            /** @description In teaching order; 1 to 50. */
            modules?: components["schemas"]["catalog.Module"][];
        };
        /** @description An online course that an exchange can be added to. Public. */
        "catalog.CourseInput": {
            /** @description Assigned on creation. Read only. */
            readonly courseId?: string;
            /** @description 1 to 200 characters, in the first of `languages`. Required. */
            title: string;
            /** @description At most 2,000 characters of plain text. */
            summary?: string;
            /** @description BCP 47, the main one first; 1 to 20, none twice. */
            languages?: string[];
            /** @description Such as "migration": lower case letters, digits and hyphens, 1 to 50 characters; at most 20, none twice. */
            subjectTags?: string[];
            /** @description The partner that owns the course. On creation an API client may leave it empty: its own. */
            partnerId?: string;
            /** @description The course's page at its MOOC, a http or https address of at most 2,048 characters; empty when there is none. */
            moocUrl?: string;
            /** @description In teaching order; 1 to 50. */
            modules?: components["schemas"]["catalog.ModuleInput"][];
        };
        "catalog.CreateCourseRequest": {
            course?: components["schemas"]["catalog.CourseInput"];
            /**
             * Format: uuid
             * @description UUID.
             */
            requestId?: string;
        };
        "catalog.CreateInterestRequest": {
            interest?: components["schemas"]["catalog.ExpressionOfInterestInput"];
            /**
             * Format: uuid
             * @description UUID.
             */
            requestId?: string;
        };
        "catalog.CreateRunRequest": {
            run?: components["schemas"]["catalog.RunInput"];
            /** @description Open it for enrolment at once. */
            open?: boolean;
            /**
             * Format: uuid
             * @description UUID.
             */
            requestId?: string;
        };
        "catalog.EnrolRequest": {
            /**
             * Format: uuid
             * @description UUID.
             */
            requestId?: string;
        };
        /** @description A person's place in a run. */
        "catalog.Enrolment": {
            enrolmentId: string;
            runId: string;
            userId: string;
            /** @description Changes only by verbs. */
            state: components["schemas"]["catalog.Enrolment.State"];
            /** Format: date-time */
            createTime?: string;
            /** @description For showing without another call. */
            runTitle?: string;
            /** @description Who it is of; in the answers of ListEnrolments alone. Of somebody identity does not know, the id alone. */
            profile?: components["schemas"]["identity.Profile"];
        };
        /**
         * @description - `STATE_ENROLLED`: Has a seat.
         *     - `STATE_SUSPENDED`: Has a seat, and takes no part until a coordinator reinstates them.
         * @enum {string}
         */
        "catalog.Enrolment.State": "STATE_APPLIED" | "STATE_AWAITING_GUARDIAN" | "STATE_WAITLISTED" | "STATE_ENROLLED" | "STATE_SUSPENDED" | "STATE_COMPLETED" | "STATE_WITHDRAWN";
        /** @description The aggregate is the enrolment: it is new, or its state changed. */
        "catalog.EnrolmentChanged": {
            enrolmentId?: string;
            runId?: string;
            userId?: string;
            state?: components["schemas"]["catalog.Enrolment.State"];
            /** Format: date-time */
            changeTime?: string;
        };
        /** @description What somebody would like to take part in. It needs no account, only an address, confirmed by a link in a mail. A run fits when it is of one of the courses, or of a course with one of the topics (neither named: of any course), has one of the formats, and one of the languages among its working languages; an empty list means any. When a run opens, and while it is open, its free seats are offered to those who fit, in the order of their confirmations; an address is made one offer a run at most. */
        "catalog.ExpressionOfInterest": {
            /** @description Assigned on creation. Read only. */
            readonly interestId: string;
            /** @description BCP 47, of the mails; empty on creation means en. */
            locale?: string;
            /** @description Courses wanted; at most 20. */
            courseIds?: string[];
            formats?: components["schemas"]["catalog.Run.Format"][];
            /** @description BCP 47 languages the person could take part in, at most 20; compared by the language alone, so that "pt-BR" is "pt". */
            languages?: string[];
            /** @description Subject tags of courses, such as "migration": lower case letters, digits and hyphens, 1 to 50 characters; at most 20. */
            topics?: string[];
            /** @description Changes only by verbs and by time. Read only. */
            readonly state: components["schemas"]["catalog.ExpressionOfInterest.State"];
            /**
             * Format: date-time
             * @description Read only.
             */
            readonly createTime?: string;
        };
        /**
         * @description - `STATE_UNCONFIRMED`: The address is not confirmed yet; nothing comes of it. Forgotten 48 h after its creation.
         *     - `STATE_OPEN`: Waits for a run that fits.
         *     - `STATE_OFFERED`: A seat of a run is held until the offer's deadline. Back to OPEN when that run is called off or ends before.
         *     - `STATE_ACCEPTED`: Somebody took the seat.
         *     - `STATE_EXPIRED`: The deadline passed; the seat went to the next.
         *     - `STATE_CLOSED`: Withdrawn, or replaced by a later one of the same address.
         * @enum {string}
         */
        "catalog.ExpressionOfInterest.State": "STATE_UNCONFIRMED" | "STATE_OPEN" | "STATE_OFFERED" | "STATE_ACCEPTED" | "STATE_EXPIRED" | "STATE_CLOSED";
        /** @description What somebody would like to take part in. It needs no account, only an address, confirmed by a link in a mail. A run fits when it is of one of the courses, or of a course with one of the topics (neither named: of any course), has one of the formats, and one of the languages among its working languages; an empty list means any. When a run opens, and while it is open, its free seats are offered to those who fit, in the order of their confirmations; an address is made one offer a run at most. */
        "catalog.ExpressionOfInterestInput": {
            /** @description Assigned on creation. Read only. */
            readonly interestId?: string;
            /** @description Where offers go. Input only: never answered, and forgotten when the expression of interest has ended. Required. */
            email: string;
            /** @description BCP 47, of the mails; empty on creation means en. */
            locale?: string;
            /** @description Courses wanted; at most 20. */
            courseIds?: string[];
            formats?: components["schemas"]["catalog.Run.Format"][];
            /** @description BCP 47 languages the person could take part in, at most 20; compared by the language alone, so that "pt-BR" is "pt". */
            languages?: string[];
            /** @description Subject tags of courses, such as "migration": lower case letters, digits and hyphens, 1 to 50 characters; at most 20. */
            topics?: string[];
            /** @description Changes only by verbs and by time. Read only. */
            readonly state?: components["schemas"]["catalog.ExpressionOfInterest.State"];
            /**
             * Format: date-time
             * @description Read only.
             */
            readonly createTime?: string;
        };
        "catalog.GetOfferRequest": {
            /** @description From behind the '#' of the link. */
            token?: string;
        };
        /** @description How many people a group's meetings and exchange are made for. */
        "catalog.GroupSize": {
            /**
             * Format: int32
             * @description People expected to be present, 2 to 30; absent means 8 to 10. Seats are more where fewer than all are expected to come.
             */
            minPresent?: number;
            /**
             * Format: int32
             * @description Not below min_present.
             */
            maxPresent?: number;
        };
        /** @description How many people a group's meetings and exchange are made for. */
        "catalog.GroupSizeInput": {
            /**
             * Format: int32
             * @description People expected to be present, 2 to 30; absent means 8 to 10. Seats are more where fewer than all are expected to come.
             */
            minPresent?: number;
            /**
             * Format: int32
             * @description Not below min_present.
             */
            maxPresent?: number;
        };
        "catalog.ListCoursesResponse": {
            courses?: components["schemas"]["catalog.Course"][];
            /** @description Empty on the last page. */
            nextPageToken?: string;
        };
        "catalog.ListEnrolmentsResponse": {
            enrolments?: components["schemas"]["catalog.Enrolment"][];
            /** @description Empty on the last page. */
            nextPageToken?: string;
        };
        "catalog.ListMyEnrolmentsResponse": {
            enrolments?: components["schemas"]["catalog.Enrolment"][];
            /** @description Empty on the last page. */
            nextPageToken?: string;
        };
        "catalog.ListPartnerEventsResponse": {
            events?: components["schemas"]["catalog.PartnerEvent"][];
            /**
             * Format: int64
             * @description Where to go on. It moves on though there are no events of the partner's.
             */
            nextPosition?: string;
            epoch?: string;
        };
        "catalog.ListPartnerRunsResponse": {
            runs?: components["schemas"]["catalog.Run"][];
            /** @description Empty on the last page. */
            nextPageToken?: string;
        };
        "catalog.ListRunsResponse": {
            runs?: components["schemas"]["catalog.Run"][];
            /** @description Empty on the last page. */
            nextPageToken?: string;
        };
        /** @description A part of a course, about a week of work. */
        "catalog.Module": {
            /** @description Assigned on creation. Read only. */
            readonly moduleId: string;
            /** @description 1 to 200 characters. Required. */
            title: string;
            /** @description At most 200 characters. */
            subtheme?: string;
            /**
             * Format: int32
             * @description 1 for the first week, at most 52; not before the week of the module in front of it.
             */
            week?: number;
            /** @description What a run asks about the module when its plan gives no prompt, 1 to 1,000 characters. Required. */
            promptText?: string;
        };
        /** @description A part of a course, about a week of work. */
        "catalog.ModuleInput": {
            /** @description Assigned on creation. Read only. */
            readonly moduleId?: string;
            /** @description 1 to 200 characters. Required. */
            title: string;
            /** @description At most 200 characters. */
            subtheme?: string;
            /**
             * Format: int32
             * @description 1 for the first week, at most 52; not before the week of the module in front of it.
             */
            week?: number;
            /** @description What a run asks about the module when its plan gives no prompt, 1 to 1,000 characters. Required. */
            promptText: string;
        };
        /** @description A seat of a run, held for somebody who had expressed an interest. */
        "catalog.Offer": {
            state: components["schemas"]["catalog.Offer.State"];
            run: components["schemas"]["catalog.Run"];
            /**
             * Format: date-time
             * @description The deadline.
             */
            expireTime: string;
            /** @description What the roster that named the person calls them, and their country there, for an app to suggest for their profile; empty without a roster, and once the offer has ended. */
            displayName?: string;
            country?: string;
        };
        /**
         * @description - `STATE_EXPIRED`: The deadline passed, or the interest was withdrawn.
         *     - `STATE_CLOSED`: The run was called off or ended before.
         * @enum {string}
         */
        "catalog.Offer.State": "STATE_HELD" | "STATE_ACCEPTED" | "STATE_EXPIRED" | "STATE_CLOSED";
        "catalog.OpenRunRequest": {
            /** @description The run's, when given. */
            etag?: string;
            /**
             * Format: uuid
             * @description UUID.
             */
            requestId?: string;
        };
        /**
         * @description Something that happened to a partner's runs or the people in them. Ids, states and times; of people never a name or an address.
         *
         *     At most one of `runCreated`, `runOpened`, `runStarted`, `runFinished`, `runCancelled`, `enrolmentChanged`. Events of later versions of the contract have none of these: pass over them.
         */
        "catalog.PartnerEvent": {
            /**
             * Format: int64
             * @description Grows from event to event; those between are others' events.
             */
            position?: string;
            /**
             * Format: date-time
             * @description When it was committed.
             */
            createTime?: string;
            runCreated?: components["schemas"]["catalog.RunCreated"];
            runOpened?: components["schemas"]["catalog.RunOpened"];
            runStarted?: components["schemas"]["catalog.RunStarted"];
            runFinished?: components["schemas"]["catalog.RunFinished"];
            runCancelled?: components["schemas"]["catalog.RunCancelled"];
            enrolmentChanged?: components["schemas"]["catalog.EnrolmentChanged"];
        };
        /** @description A meeting as the run's plan lays it over a module. Scheduling finds an hour for each group within the window. */
        "catalog.PlannedMeeting": {
            /** @description Assigned on creation. Read only. */
            readonly plannedMeetingId: string;
            /** @description A module of the run's course; no two meetings of a run are of the same one. Required. */
            moduleId: string;
            /** @description 30 min to 4 h; absent means 2 h. */
            duration?: string;
            /**
             * Format: date-time
             * @description A group's meeting begins and ends within this window of at least its duration and at most 31 days, from the run's start to its end; each absent means where the module's week begins or ends. Windows of a run follow one another without overlap.
             */
            windowStartTime?: string;
            /** Format: date-time */
            windowEndTime?: string;
        };
        /** @description A meeting as the run's plan lays it over a module. Scheduling finds an hour for each group within the window. */
        "catalog.PlannedMeetingInput": {
            /** @description Assigned on creation. Read only. */
            readonly plannedMeetingId?: string;
            /** @description A module of the run's course; no two meetings of a run are of the same one. Required. */
            moduleId: string;
            /** @description 30 min to 4 h; absent means 2 h. */
            duration?: string;
            /**
             * Format: date-time
             * @description A group's meeting begins and ends within this window of at least its duration and at most 31 days, from the run's start to its end; each absent means where the module's week begins or ends. Windows of a run follow one another without overlap.
             */
            windowStartTime?: string;
            /** Format: date-time */
            windowEndTime?: string;
        };
        /** @description A prompt as the run's plan lays it over a module. */
        "catalog.PlannedPrompt": {
            /** @description Assigned on creation. Read only. */
            readonly promptId?: string;
            /** @description A module of the run's course. Required. */
            moduleId: string;
            /** @description The question, 1 to 1,000 characters. Required. */
            text: string;
            /**
             * Format: date-time
             * @description Absent on creation means the start of the module's week. Before the run ends.
             */
            openTime?: string;
            /**
             * Format: date-time
             * @description Absent means it stays open until the run ends. After open_time.
             */
            closeTime?: string;
        };
        /** @description A prompt as the run's plan lays it over a module. */
        "catalog.PlannedPromptInput": {
            /** @description Assigned on creation. Read only. */
            readonly promptId?: string;
            /** @description A module of the run's course. Required. */
            moduleId: string;
            /** @description The question, 1 to 1,000 characters. Required. */
            text: string;
            /**
             * Format: date-time
             * @description Absent on creation means the start of the module's week. Before the run ends.
             */
            openTime?: string;
            /**
             * Format: date-time
             * @description Absent means it stays open until the run ends. After open_time.
             */
            closeTime?: string;
        };
        "catalog.ReinstateEnrolmentRequest": {
            /**
             * Format: uuid
             * @description UUID.
             */
            requestId?: string;
        };
        /** @description One delivery of a course with an exchange. */
        "catalog.Run": {
            runId: string;
            /** @description Required on creation. */
            courseId: string;
            /** @description 1 to 200 characters; empty on creation means the course's title. */
            title: string;
            /** @description Required on creation. */
            format: components["schemas"]["catalog.Run.Format"];
            /** @description Changes only by verbs. Read only. */
            readonly state: components["schemas"]["catalog.Run.State"];
            /**
             * Format: date-time
             * @description Required on creation; when the first module begins. From a year back to five years ahead.
             */
            startTime: string;
            /** @description IANA zone of the run's dates. Empty on creation means UTC. */
            timeZone?: string;
            /**
             * Format: int32
             * @description Seats, 1 to 100,000. Required on creation.
             */
            capacity: number;
            /**
             * Format: int32
             * @description Seats taken. Read only.
             */
            readonly enrolledCount?: number;
            /** @description BCP 47 languages people may speak in; empty on creation means the course's. */
            workingLanguages?: string[];
            videoLimits?: components["schemas"]["catalog.VideoLimits"];
            /** @description The plan's prompts, in order; at most 100. Empty on creation means the format's template: one prompt a module, none where the format has none. */
            prompts?: components["schemas"]["catalog.PlannedPrompt"][];
            /** @description The group of all participants; videos of people without a smaller group go there. Read only. */
            readonly plenaryGroupId?: string;
            partnerId?: string;
            /** Format: date-time */
            createTime?: string;
            etag?: string;
            /** @description The plan's meetings, in order, held by each group at an hour of its own; at most 100. Empty on creation means the format's template. */
            meetings?: components["schemas"]["catalog.PlannedMeeting"][];
            /** @description Of the groups that a plan of scheduling makes. */
            groupSize?: components["schemas"]["catalog.GroupSize"];
            /**
             * Format: date-time
             * @description When the run ends; absent on creation means a week after the last module's week began. After start_time, within three years of it.
             */
            endTime?: string;
        };
        /**
         * @description - `FORMAT_ASYNCHRONOUS`: Every module has at least one prompt; no meetings.
         *     - `FORMAT_SYNCHRONOUS`: 3 to 5 meetings, each tied to a different module.
         *     - `FORMAT_BLENDED`: Prompts on modules first, then 1 or 2 concluding meetings.
         * @enum {string}
         */
        "catalog.Run.Format": "FORMAT_ASYNCHRONOUS" | "FORMAT_SYNCHRONOUS" | "FORMAT_BLENDED";
        /**
         * @description - `STATE_DRAFT`: Being prepared; only its partner's coordinators see it.
         *     - `STATE_OPEN`: Open for enrolment.
         *     - `STATE_RUNNING`: Began by itself at start_time; still takes latecomers.
         *     - `STATE_FINISHED`: Ended by itself at end_time.
         *     - `STATE_CANCELLED`: Called off by a coordinator.
         * @enum {string}
         */
        "catalog.Run.State": "STATE_DRAFT" | "STATE_OPEN" | "STATE_RUNNING" | "STATE_FINISHED" | "STATE_CANCELLED";
        /** @description The aggregate is the run: a coordinator called it off. Every enrolment that was not ended is WITHDRAWN with it, each told by its own EnrolmentChanged. */
        "catalog.RunCancelled": {
            runId?: string;
        };
        /** @description The aggregate is the run. Exchange creates the prompts, scheduling the meetings, from the run's plan. */
        "catalog.RunCreated": {
            run?: components["schemas"]["catalog.Run"];
        };
        /** @description The aggregate is the run: its end_time has come. */
        "catalog.RunFinished": {
            runId?: string;
        };
        /** @description One delivery of a course with an exchange. */
        "catalog.RunInput": {
            runId?: string;
            /** @description Required on creation. */
            courseId?: string;
            /** @description 1 to 200 characters; empty on creation means the course's title. */
            title?: string;
            /** @description Required on creation. */
            format?: components["schemas"]["catalog.Run.Format"];
            /** @description Changes only by verbs. Read only. */
            readonly state?: components["schemas"]["catalog.Run.State"];
            /**
             * Format: date-time
             * @description Required on creation; when the first module begins. From a year back to five years ahead.
             */
            startTime?: string;
            /** @description IANA zone of the run's dates. Empty on creation means UTC. */
            timeZone?: string;
            /**
             * Format: int32
             * @description Seats, 1 to 100,000. Required on creation.
             */
            capacity?: number;
            /**
             * Format: int32
             * @description Seats taken. Read only.
             */
            readonly enrolledCount?: number;
            /** @description BCP 47 languages people may speak in; empty on creation means the course's. */
            workingLanguages?: string[];
            videoLimits?: components["schemas"]["catalog.VideoLimitsInput"];
            /** @description The plan's prompts, in order; at most 100. Empty on creation means the format's template: one prompt a module, none where the format has none. */
            prompts?: components["schemas"]["catalog.PlannedPromptInput"][];
            /** @description The group of all participants; videos of people without a smaller group go there. Read only. */
            readonly plenaryGroupId?: string;
            partnerId?: string;
            /** Format: date-time */
            createTime?: string;
            etag?: string;
            /** @description The plan's meetings, in order, held by each group at an hour of its own; at most 100. Empty on creation means the format's template. */
            meetings?: components["schemas"]["catalog.PlannedMeetingInput"][];
            /** @description Of the groups that a plan of scheduling makes. */
            groupSize?: components["schemas"]["catalog.GroupSizeInput"];
            /**
             * Format: date-time
             * @description When the run ends; absent on creation means a week after the last module's week began. After start_time, within three years of it.
             */
            endTime?: string;
        };
        /** @description The aggregate is the run. */
        "catalog.RunOpened": {
            runId?: string;
        };
        /** @description The aggregate is the run: its start_time has come. */
        "catalog.RunStarted": {
            runId?: string;
        };
        "catalog.SuspendEnrolmentRequest": {
            /**
             * Format: uuid
             * @description UUID.
             */
            requestId?: string;
        };
        /** @description Bounds of every video of a run. */
        "catalog.VideoLimits": {
            /** @description Default 5 s; at least 1 s. */
            minDuration?: string;
            /** @description Default 3 min; at most 10 min. */
            maxDuration?: string;
            /**
             * Format: int64
             * @description Default 300 MiB; 1 MiB to 2 GiB.
             */
            maxSizeBytes?: string;
        };
        /** @description Bounds of every video of a run. */
        "catalog.VideoLimitsInput": {
            /** @description Default 5 s; at least 1 s. */
            minDuration?: string;
            /** @description Default 3 min; at most 10 min. */
            maxDuration?: string;
            /**
             * Format: int64
             * @description Default 300 MiB; 1 MiB to 2 GiB.
             */
            maxSizeBytes?: string;
        };
        "catalog.WithdrawEnrolmentRequest": {
            /**
             * Format: uuid
             * @description UUID.
             */
            requestId?: string;
        };
        "catalog.WithdrawInterestRequest": {
            /** @description From behind the '#' of the link to confirm, or of an offer's. */
            token?: string;
            /**
             * Format: uuid
             * @description UUID.
             */
            requestId?: string;
        };
        "exchange.CreateVideoRequest": {
            /** @description The prompt answered. Exactly one of prompt_id and reply_to_video_id. */
            promptId?: string;
            /** @description The video replied to. */
            replyToVideoId?: string;
            /**
             * Format: int64
             * @description Size of the file, 1 to the run's max_size_bytes.
             */
            sizeBytes?: string;
            /** @description Starts with "video/"; a hint only, the content decides. At most 100 characters. */
            mediaType?: string;
            /**
             * Format: uuid
             * @description UUID.
             */
            requestId?: string;
        };
        /** @description What went wrong, for the author to act on. */
        "exchange.Failure": {
            reason?: components["schemas"]["exchange.Failure.Reason"];
            /** @description One sentence in English; apps translate by reason. */
            message?: string;
        };
        /**
         * @description - `REASON_NOT_A_VIDEO`: Not a video, or one that no player could show.
         *     - `REASON_TOO_LONG`: Longer than the run allows.
         *     - `REASON_TOO_SHORT`: Shorter than the run allows.
         *     - `REASON_NO_PICTURE`: Has no picture.
         *     - `REASON_DAMAGED`: Could not be read to its end: record it again.
         *     - `REASON_TOO_COMPLEX`: Too large a picture or too much work for the server.
         *     - `REASON_UPLOAD_EXPIRED`: Its bytes did not all arrive: nothing came for a day.
         * @enum {string}
         */
        "exchange.Failure.Reason": "REASON_NOT_A_VIDEO" | "REASON_TOO_LONG" | "REASON_TOO_SHORT" | "REASON_NO_PICTURE" | "REASON_DAMAGED" | "REASON_TOO_COMPLEX" | "REASON_UPLOAD_EXPIRED";
        "exchange.ListMyVideosResponse": {
            videos?: components["schemas"]["exchange.Video"][];
            /** @description Empty on the last page. */
            nextPageToken?: string;
        };
        "exchange.ListPromptsResponse": {
            prompts?: components["schemas"]["exchange.Prompt"][];
            /** @description Empty on the last page. */
            nextPageToken?: string;
        };
        "exchange.ListRepliesResponse": {
            videos?: components["schemas"]["exchange.Video"][];
            /** @description Empty on the last page. */
            nextPageToken?: string;
        };
        "exchange.ListVideosResponse": {
            videos?: components["schemas"]["exchange.Video"][];
            /** @description Empty on the last page. */
            nextPageToken?: string;
        };
        /** @description Where a player finds it. Addresses are paths of the gateway, which asks for the viewer's right each time. */
        "exchange.Playback": {
            mp4Url?: string;
            hlsUrl?: string;
            posterUrl?: string;
            /** Format: int32 */
            width?: number;
            /** Format: int32 */
            height?: number;
        };
        /** @description A question of a module of a run, answered by videos. */
        "exchange.Prompt": {
            promptId: string;
            runId: string;
            moduleId: string;
            /** @description The question. */
            text: string;
            /**
             * Format: date-time
             * @description Videos are taken from open_time until close_time.
             */
            openTime?: string;
            /**
             * Format: date-time
             * @description Absent while there is no end.
             */
            closeTime?: string;
            /**
             * Format: int32
             * @description Order within the run, from 1.
             */
            ordinal?: number;
            /** @description The caller's own group in this run, where their answers go now: the one they have a seat in, or the plenary group. */
            groupId: string;
        };
        /** @description A resumable upload (tus 1.0). */
        "exchange.Upload": {
            /** @description A path of the gateway for tus HEAD and PATCH. */
            url: string;
            /** Format: int64 */
            sizeBytes?: string;
            /**
             * Format: int64
             * @description Bytes stored so far.
             */
            offset?: string;
            /** Format: date-time */
            expireTime?: string;
        };
        /** @description A short video that answers a prompt, or replies to another video. */
        "exchange.Video": {
            videoId: string;
            runId: string;
            promptId: string;
            groupId: string;
            /** @description The video this one replies to; empty for an answer to the prompt. */
            replyToVideoId?: string;
            authorId: string;
            author?: components["schemas"]["identity.Profile"];
            /** @description Changes only by verbs. */
            state: components["schemas"]["exchange.Video.State"];
            /** @description Why it failed; only in state FAILED. */
            failure?: components["schemas"]["exchange.Failure"];
            /** @description False while a hold keeps it from the others; its author still sees it. */
            visible?: boolean;
            duration?: string;
            /** @description Only in state PUBLISHED. */
            playback?: components["schemas"]["exchange.Playback"];
            /**
             * Format: int32
             * @description Visible replies.
             */
            replyCount?: number;
            /** Format: date-time */
            createTime?: string;
            /**
             * Format: date-time
             * @description First publication.
             */
            publishTime?: string;
            /** @description Only for the author, in state UPLOADING. */
            upload?: components["schemas"]["exchange.Upload"];
            etag?: string;
        };
        /**
         * @description - `STATE_UPLOADING`: Bytes are missing.
         *     - `STATE_PROCESSING`: All bytes are stored; it is being made playable.
         *     - `STATE_FAILED`: See failure.
         * @enum {string}
         */
        "exchange.Video.State": "STATE_UPLOADING" | "STATE_PROCESSING" | "STATE_PUBLISHED" | "STATE_FAILED" | "STATE_WITHDRAWN";
        "exchange.WithdrawVideoRequest": {
            /** @description The video's, when given. */
            etag?: string;
            /**
             * Format: uuid
             * @description UUID.
             */
            requestId?: string;
        };
        "identity.AcceptInvitationRequest": {
            /** @description From the link. */
            token?: string;
            /**
             * Format: uuid
             * @description UUID.
             */
            requestId?: string;
        };
        /** @description A partner's program, which calls by a token of its own (CreateApiToken). */
        "identity.ApiClient": {
            /**
             * Format: uuid
             * @description UUIDv7: the client_id of CreateApiToken.
             */
            apiClientId: string;
            partnerId?: string;
            /** @description What people call it; 1 to 60 characters. */
            name?: string;
            /** @description What it may do: at least one of courses.write, runs.write, rosters.write, events.read. */
            scopes?: string[];
            /** Format: date-time */
            createTime?: string;
            /**
             * Format: date-time
             * @description Absent while it may be used.
             */
            revokeTime?: string;
        };
        /** @description What a client calls with. */
        "identity.ApiToken": {
            /** @description ES256 JWT for the authorization header ("Bearer …"); names the client, its partner and its scopes. */
            accessToken?: string;
            /**
             * Format: date-time
             * @description 10 minutes after it was made.
             */
            expireTime?: string;
        };
        "identity.CompleteSignInRequest": {
            /** @description From the link. */
            token?: string;
            /**
             * Format: uuid
             * @description UUID.
             */
            requestId?: string;
        };
        /** @description A person's answer to one question of consent. */
        "identity.Consent": {
            kind: components["schemas"]["identity.Consent.Kind"];
            state: components["schemas"]["identity.Consent.State"];
            /**
             * Format: date-time
             * @description When the state last changed; absent while NOT_GIVEN.
             */
            updateTime?: string;
        };
        /**
         * @description - `KIND_VIDEO_PUBLICATION`: My videos may be shown to the people of my groups.
         *     - `KIND_EXCHANGE_ATTRIBUTES`: My exchange attributes may be used to balance groups.
         * @enum {string}
         */
        "identity.Consent.Kind": "KIND_VIDEO_PUBLICATION" | "KIND_EXCHANGE_ATTRIBUTES";
        /**
         * @description - `STATE_NOT_GIVEN`: Never answered.
         * @enum {string}
         */
        "identity.Consent.State": "STATE_NOT_GIVEN" | "STATE_GIVEN" | "STATE_WITHDRAWN";
        "identity.CreateApiClientRequest": {
            partnerId?: string;
            /** @description 1 to 60 characters. */
            name?: string;
            /** @description As ApiClient's, none twice. */
            scopes?: string[];
            /**
             * Format: uuid
             * @description UUID.
             */
            requestId?: string;
        };
        "identity.CreateApiClientResponse": {
            apiClient?: components["schemas"]["identity.ApiClient"];
            /** @description For CreateApiToken; a secret. */
            clientSecret?: string;
        };
        "identity.CreateApiTokenRequest": {
            /** @description The api_client_id. */
            clientId?: string;
            clientSecret?: string;
        };
        "identity.EndSessionRequest": {
            /**
             * Format: uuid
             * @description UUID.
             */
            requestId?: string;
        };
        "identity.EndSessionResponse": Record<string, never>;
        "identity.GiveConsentRequest": {
            /**
             * Format: uuid
             * @description UUID.
             */
            requestId?: string;
        };
        "identity.GrantRoleRequest": {
            email?: string;
            role?: components["schemas"]["api.Role"];
            /** @description The coordinator's or facilitator's partner; must be empty for the other roles. */
            partnerId?: string;
            /**
             * Format: uuid
             * @description UUID.
             */
            requestId?: string;
        };
        "identity.GrantRoleResponse": {
            userId?: string;
        };
        /** @description A person was asked by mail to take a role. */
        "identity.Invitation": {
            invitationId: string;
            /** @description Only a person signed in with this address can accept. */
            email: string;
            role: components["schemas"]["api.Role"];
            /** @description Of a coordinator or a facilitator; empty otherwise. */
            partnerId?: string;
            /** @description Language of the mail: en, fr, ar or es. */
            locale?: string;
            /** @description Changes only by verbs, and by itself at expire_time. */
            state: components["schemas"]["identity.Invitation.State"];
            /** Format: date-time */
            createTime?: string;
            /**
             * Format: date-time
             * @description 14 days after create_time.
             */
            expireTime?: string;
        };
        /**
         * @description - `STATE_ACCEPTED`: The person took the role.
         *     - `STATE_REVOKED`: Taken back before it was accepted.
         *     - `STATE_EXPIRED`: Nobody accepted it until expire_time.
         * @enum {string}
         */
        "identity.Invitation.State": "STATE_OPEN" | "STATE_ACCEPTED" | "STATE_REVOKED" | "STATE_EXPIRED";
        "identity.InviteUserRequest": {
            /** @description 3 to 254 characters, one @ (RFC 5321's limits). Compared without regard to case. */
            email?: string;
            /** @description Required. */
            role: components["schemas"]["api.Role"];
            /** @description The coordinator's or facilitator's partner; must be empty for the other roles. */
            partnerId?: string;
            /** @description Language of the mail: en, fr, ar or es; empty means en. */
            locale?: string;
            /**
             * Format: uuid
             * @description UUID.
             */
            requestId?: string;
        };
        /** @description A public P-256 key (RFC 7518, 6.2). */
        "identity.Jwk": {
            /** @description "EC". */
            kty?: string;
            /** @description "P-256". */
            crv?: string;
            /** @description Base64url without padding. */
            x?: string;
            y?: string;
            kid?: string;
            /** @description "sig". */
            use?: string;
            /** @description "ES256". */
            alg?: string;
        };
        /** @description A JSON Web Key Set (RFC 7517). */
        "identity.Jwks": {
            keys?: components["schemas"]["identity.Jwk"][];
        };
        "identity.ListApiClientsResponse": {
            apiClients?: components["schemas"]["identity.ApiClient"][];
            /** @description Empty on the last page. */
            nextPageToken?: string;
        };
        "identity.ListConsentsResponse": {
            consents?: components["schemas"]["identity.Consent"][];
        };
        "identity.ListInvitationsResponse": {
            invitations?: components["schemas"]["identity.Invitation"][];
            /** @description Empty on the last page. */
            nextPageToken?: string;
        };
        "identity.ListRoleHoldersResponse": {
            roleHolders?: components["schemas"]["identity.RoleHolder"][];
            /** @description Empty on the last page. */
            nextPageToken?: string;
        };
        /** @description What other services show of a person beside their work. */
        "identity.Profile": {
            userId: string;
            displayName?: string;
            country?: string;
            region?: string;
        };
        "identity.RefreshSessionRequest": {
            /** @description A browser with cookies leaves it empty: the gateway fills it in. */
            refreshToken?: string;
            /**
             * Format: uuid
             * @description UUID.
             */
            requestId?: string;
        };
        "identity.RequestSignInRequest": {
            /** @description 3 to 254 characters, one @ (RFC 5321's limits). Compared without regard to case. */
            email?: string;
            /** @description Language of the mail and of a new user: en, fr, ar or es; empty means en. */
            locale?: string;
            /** @description IANA zone a new user starts with; empty or unknown to the server means UTC. */
            timeZone?: string;
            /** @description A path of the web app to go on to after signing in, for example "/runs/…"; starts with one '/', at most 200 characters; may be empty. */
            continuePath?: string;
            /**
             * Format: uuid
             * @description UUID.
             */
            requestId?: string;
        };
        "identity.RevokeApiClientRequest": {
            /**
             * Format: uuid
             * @description UUID.
             */
            requestId?: string;
        };
        "identity.RevokeInvitationRequest": {
            /**
             * Format: uuid
             * @description UUID.
             */
            requestId?: string;
        };
        "identity.RevokeRoleRequest": {
            email?: string;
            role?: components["schemas"]["api.Role"];
            /** @description As GrantRole's: the role at this partner is taken, and no other. */
            partnerId?: string;
            /**
             * Format: uuid
             * @description UUID.
             */
            requestId?: string;
        };
        "identity.RevokeRoleResponse": Record<string, never>;
        /** @description Somebody who has a role at a partner. */
        "identity.RoleHolder": {
            profile: components["schemas"]["identity.Profile"];
            /** @description The address they sign in with. Coordinators see it because it is what they invited, and what RevokeRole takes. */
            email: string;
            /** @description ROLE_FACILITATOR or ROLE_COORDINATOR; who has both is listed twice. */
            role: components["schemas"]["api.Role"];
            /**
             * Format: date-time
             * @description Since when they have it.
             */
            grantTime?: string;
        };
        /** @description A signed-in browser or app. To a browser that asked with the header `Parley-Session: cookie` the gateway hands both tokens as HttpOnly cookies and leaves the two fields empty. */
        "identity.Session": {
            sessionId: string;
            /** @description ES256 JWT for the Authorization header; short-lived. */
            accessToken?: string;
            /** Format: date-time */
            accessExpireTime?: string;
            /** @description Opaque; each use of RefreshSession replaces it. Using a replaced one ends the session (RFC 9700, 4.14.2). */
            refreshToken?: string;
            /** Format: date-time */
            refreshExpireTime?: string;
            user: components["schemas"]["identity.User"];
        };
        /** @description A sign-in in progress: a link was mailed. */
        "identity.SignIn": {
            signInId: string;
            /**
             * Format: date-time
             * @description The link works until then (15 minutes).
             */
            expireTime: string;
        };
        /** @description A person who has signed in at least once. Only the person, and services that need it, see it. */
        "identity.User": {
            /**
             * Format: uuid
             * @description UUIDv7.
             */
            userId: string;
            /** @description The address sign-in links go to. Read only. */
            readonly email: string;
            /** @description 1 to 60 characters; a pseudonym is fine. Empty until the person chooses one. */
            displayName?: string;
            /** @description BCP 47 language of mails and screens, for example "ar". One of en, fr, ar, es. */
            locale?: string;
            /** @description IANA zone, for example "Asia/Beirut". */
            timeZone?: string;
            /** @description ISO 3166-1 alpha-2 country, for example "LB"; empty when not told. */
            country?: string;
            /** @description Derived from the country: europe, southern-mediterranean, or other. Read only. */
            readonly region?: string;
            /** @description Platform roles. Read only. */
            readonly roles?: components["schemas"]["api.Role"][];
            /** Format: date-time */
            createTime?: string;
            /** @description Changes with every update; send it back with UpdateMe (AIP-154). */
            etag?: string;
            /** @description BCP 47 languages the person speaks, the best first, at most 10, none twice; may be empty. */
            languages?: string[];
        };
        /** @description A person who has signed in at least once. Only the person, and services that need it, see it. */
        "identity.UserInput": {
            /**
             * Format: uuid
             * @description UUIDv7.
             */
            userId?: string;
            /** @description The address sign-in links go to. Read only. */
            readonly email?: string;
            /** @description 1 to 60 characters; a pseudonym is fine. Empty until the person chooses one. */
            displayName?: string;
            /** @description BCP 47 language of mails and screens, for example "ar". One of en, fr, ar, es. */
            locale?: string;
            /** @description IANA zone, for example "Asia/Beirut". */
            timeZone?: string;
            /** @description ISO 3166-1 alpha-2 country, for example "LB"; empty when not told. */
            country?: string;
            /** @description Derived from the country: europe, southern-mediterranean, or other. Read only. */
            readonly region?: string;
            /** @description Platform roles. Read only. */
            readonly roles?: components["schemas"]["api.Role"][];
            /** Format: date-time */
            createTime?: string;
            /** @description Changes with every update; send it back with UpdateMe (AIP-154). */
            etag?: string;
            /** @description BCP 47 languages the person speaks, the best first, at most 10, none twice; may be empty. */
            languages?: string[];
        };
        "identity.WithdrawConsentRequest": {
            /**
             * Format: uuid
             * @description UUID.
             */
            requestId?: string;
        };
        /** @description One act, in a log that only grows. Each entry's hash covers the entry and the hash before it: whoever changes, removes or slips in one breaks the chain. The log holds ids, states and times, no words. */
        "moderation.AuditEntry": {
            /**
             * Format: int64
             * @description 1, 2, 3 … without a gap.
             */
            sequence?: string;
            /** Format: date-time */
            createTime?: string;
            act?: components["schemas"]["moderation.AuditEntry.Act"];
            /** @description Who did it; empty when nobody did: an author took a video back. */
            actorId?: string;
            /** @description What it was done to: the queue item, decision, report or nudge. */
            subjectId?: string;
            runId?: string;
            /** @description Empty for a nudge. */
            videoId?: string;
            /** @description Of a nudge: whom. Empty otherwise. */
            userId?: string;
            /**
             * Format: int32
             * @description As the act says; 0 otherwise.
             */
            outcome?: number;
            /** @description SHA-256, in lower-case hex. The first entry's previous_hash is 64 zeros. */
            previousHash?: string;
            hash?: string;
        };
        /**
         * @description - `ACT_ITEM_DECIDED`: outcome: Decision.Verdict.
         *     - `ACT_REPORT_RESOLVED`: outcome: Report.State.
         * @enum {string}
         */
        "moderation.AuditEntry.Act": "ACT_ITEM_CLAIMED" | "ACT_ITEM_RELEASED" | "ACT_ITEM_DECIDED" | "ACT_VIDEO_RESTORED" | "ACT_REPORT_RESOLVED" | "ACT_PARTICIPANT_NUDGED";
        "moderation.ClaimQueueItemRequest": {
            /**
             * Format: uuid
             * @description UUID.
             */
            requestId?: string;
        };
        "moderation.DecideQueueItemRequest": {
            /** @description Required. */
            verdict: components["schemas"]["moderation.Decision.Verdict"];
            /** @description Required for HIDE; must be absent for KEEP. */
            reason?: components["schemas"]["moderation.Reason"];
            /** @description To the author, 1 to 2,000 characters; required for HIDE, must be empty for KEEP. */
            statement?: string;
            /** @description The item's, when given. */
            etag?: string;
            /**
             * Format: uuid
             * @description UUID.
             */
            requestId?: string;
        };
        /** @description What was decided about a video. Of HIDE the author reads it as a statement of reasons (Digital Services Act, article 17): what was done, why, by which rule, and how to object. */
        "moderation.Decision": {
            decisionId: string;
            /** @description Empty for the author. */
            queueItemId?: string;
            videoId: string;
            runId?: string;
            verdict: components["schemas"]["moderation.Decision.Verdict"];
            /** @description Only of HIDE. */
            reason?: components["schemas"]["moderation.Reason"];
            /** @description The rule that was broken, in English; apps translate by reason. Only of HIDE. */
            rule?: string;
            /** @description To the author, in the words of who decided. Only of HIDE. */
            statement?: string;
            /** @description How it was decided, and how to object; in English. Only of HIDE. */
            objection?: string;
            state: components["schemas"]["moderation.Decision.State"];
            /** Format: date-time */
            decideTime?: string;
            /** @description Who decided; empty for the author. */
            decidedBy?: string;
            /**
             * Format: date-time
             * @description Of a REVERSED one: when, why, and by whom (empty for the author).
             */
            restoreTime?: string;
            restoreReason?: string;
            restoredBy?: string;
        };
        /**
         * @description - `STATE_REVERSED`: A HIDE that was taken back by RestoreVideo.
         * @enum {string}
         */
        "moderation.Decision.State": "STATE_IN_EFFECT" | "STATE_REVERSED";
        /**
         * @description - `VERDICT_KEEP`: The video stays.
         *     - `VERDICT_HIDE`: The video is hidden from everybody but its author and moderators.
         * @enum {string}
         */
        "moderation.Decision.Verdict": "VERDICT_KEEP" | "VERDICT_HIDE";
        "moderation.ListAuditEntriesResponse": {
            auditEntries?: components["schemas"]["moderation.AuditEntry"][];
            /** @description Empty on the last page. */
            nextPageToken?: string;
        };
        "moderation.ListDecisionsOnMyVideosResponse": {
            decisions?: components["schemas"]["moderation.Decision"][];
            /** @description Empty on the last page. */
            nextPageToken?: string;
        };
        "moderation.ListMyReportsResponse": {
            reports?: components["schemas"]["moderation.Report"][];
            /** @description Empty on the last page. */
            nextPageToken?: string;
        };
        "moderation.ListQueueItemsResponse": {
            queueItems?: components["schemas"]["moderation.QueueItem"][];
            /** @description Empty on the last page. */
            nextPageToken?: string;
        };
        /** @description A friendly word of a facilitator to a participant who is silent. */
        "moderation.Nudge": {
            nudgeId: string;
            runId?: string;
            /** @description Who is nudged. */
            userId?: string;
            text?: string;
            /** Format: date-time */
            createTime?: string;
        };
        "moderation.NudgeParticipantRequest": {
            /** @description 1 to 500 characters. */
            text?: string;
            /**
             * Format: uuid
             * @description UUID.
             */
            requestId?: string;
        };
        "moderation.NudgeSilentRequest": {
            /**
             * Format: int32
             * @description 1 to 90.
             */
            silentDays?: number;
            /** @description 1 to 500 characters. */
            text?: string;
            /**
             * Format: uuid
             * @description UUID.
             */
            requestId?: string;
        };
        "moderation.NudgeSilentResponse": {
            /**
             * Format: int32
             * @description Who was nudged.
             */
            nudgedCount?: number;
            /**
             * Format: int32
             * @description Silent, but nudged in the last 24 hours already.
             */
            sparedCount?: number;
            /**
             * Format: int32
             * @description Silent, but beyond the 500 of a call: call again.
             */
            remainingCount?: number;
        };
        /** @description A video to be looked at. A video has at most one item that waits: a report on a video whose item waits joins it and makes it graver. */
        "moderation.QueueItem": {
            queueItemId: string;
            kind: components["schemas"]["moderation.QueueItem.Kind"];
            /** @description Changes only by verbs, and with time. */
            state: components["schemas"]["moderation.QueueItem.State"];
            /**
             * Format: int32
             * @description 1 (a new video) to 4 (somebody may be in danger): the graver the sooner.
             */
            gravity?: number;
            videoId: string;
            runId: string;
            groupId?: string;
            authorId: string;
            /** Format: date-time */
            createTime?: string;
            /** @description Who works on it; only in state CLAIMED. */
            claimedBy?: string;
            /** Format: date-time */
            claimExpireTime?: string;
            /** @description Reports that came in while it waited, oldest first; at most 50. Empty in lists. */
            complaints?: components["schemas"]["moderation.QueueItem.Complaint"][];
            /**
             * Format: int32
             * @description How many reports there are.
             */
            complaintCount?: number;
            /** @description Only in state DECIDED. */
            decision?: components["schemas"]["moderation.Decision"];
            /** @description Changes when a report comes in and when it is decided or closed, not with claims. */
            etag?: string;
        };
        /** @description What a report on it says; who wrote it is not shown. */
        "moderation.QueueItem.Complaint": {
            reportId: string;
            reason: components["schemas"]["moderation.Reason"];
            /** @description Up to 1,000 characters. */
            text?: string;
            /** Format: date-time */
            createTime?: string;
        };
        /**
         * @description - `KIND_NEW_VIDEO`: It was published and nobody looked at it yet.
         *     - `KIND_REPORT`: Somebody reported it.
         * @enum {string}
         */
        "moderation.QueueItem.Kind": "KIND_NEW_VIDEO" | "KIND_REPORT";
        /**
         * @description - `STATE_OPEN`: Waits for somebody to claim it.
         *     - `STATE_CLAIMED`: Somebody works on it until claim_expire_time; then it is open again.
         *     - `STATE_DECIDED`: See decision.
         *     - `STATE_CLOSED`: Its author took the video back.
         * @enum {string}
         */
        "moderation.QueueItem.State": "STATE_OPEN" | "STATE_CLAIMED" | "STATE_DECIDED" | "STATE_CLOSED";
        /**
         * @description What is wrong with a video: as a reporter sees it, and as a decision finds it. Apps translate by it.
         *     - `REASON_HARASSMENT`: Insults, mocks or bullies somebody.
         *     - `REASON_HATE`: Attacks people for who they are.
         *     - `REASON_SEXUAL`: Shows or asks for something sexual.
         *     - `REASON_PRIVACY`: Shows somebody, or tells something of them, without their agreement.
         *     - `REASON_VIOLENCE`: Threatens or praises violence.
         *     - `REASON_DANGER`: Somebody seems to be in danger, by themselves or by others.
         *     - `REASON_ILLEGAL`: Against the law in another way.
         *     - `REASON_OFF_TOPIC`: Advertising, or nothing to do with the exchange.
         *     - `REASON_OTHER`: Something else, as the text says.
         * @enum {string}
         */
        "moderation.Reason": "REASON_HARASSMENT" | "REASON_HATE" | "REASON_SEXUAL" | "REASON_PRIVACY" | "REASON_VIOLENCE" | "REASON_DANGER" | "REASON_ILLEGAL" | "REASON_OFF_TOPIC" | "REASON_OTHER";
        "moderation.ReleaseQueueItemRequest": {
            /**
             * Format: uuid
             * @description UUID.
             */
            requestId?: string;
        };
        /** @description What a participant says is wrong with a video, and what came of it. Its reporter alone reads it; facilitators see what it says, not who wrote it. */
        "moderation.Report": {
            reportId: string;
            videoId: string;
            runId?: string;
            reason: components["schemas"]["moderation.Reason"];
            /** @description As the reporter wrote it; may be empty. */
            text?: string;
            state: components["schemas"]["moderation.Report.State"];
            /** Format: date-time */
            createTime?: string;
            /**
             * Format: date-time
             * @description Absent while it is open.
             */
            resolveTime?: string;
        };
        /**
         * @description - `STATE_OPEN`: Nobody has decided yet.
         *     - `STATE_ACTED_ON`: The video was hidden.
         *     - `STATE_DISMISSED`: Somebody looked, and the video stays.
         *     - `STATE_VIDEO_WITHDRAWN`: Its author took the video back before anybody decided.
         * @enum {string}
         */
        "moderation.Report.State": "STATE_OPEN" | "STATE_ACTED_ON" | "STATE_DISMISSED" | "STATE_VIDEO_WITHDRAWN";
        "moderation.ReportVideoRequest": {
            /** @description Required. */
            reason: components["schemas"]["moderation.Reason"];
            /** @description Up to 1,000 characters; required for REASON_OTHER. */
            text?: string;
            /**
             * Format: uuid
             * @description UUID.
             */
            requestId?: string;
        };
        "moderation.RestoreVideoRequest": {
            /** @description To the author: why, 1 to 1,000 characters. */
            reason?: string;
            /**
             * Format: uuid
             * @description UUID.
             */
            requestId?: string;
        };
        "moderation.VerifyAuditLogResponse": {
            /**
             * Format: int64
             * @description Entries there are.
             */
            entryCount?: string;
            /**
             * Format: int64
             * @description The sequence of the first entry that is changed, missing or slipped in; 0 when the chain holds to its end.
             */
            firstBrokenSequence?: string;
            /** @description Hash of the last entry, in hex: kept elsewhere, it proves later that nothing before it was rewritten. */
            headHash?: string;
        };
        "notifications.ListNotificationsResponse": {
            notifications?: components["schemas"]["notifications.Notification"][];
            /** @description Empty on the last page. */
            nextPageToken?: string;
            /**
             * Format: int32
             * @description Of all pages.
             */
            unreadCount?: number;
        };
        "notifications.MarkNotificationsReadRequest": {
            notificationIds?: string[];
            /**
             * Format: uuid
             * @description UUID.
             */
            requestId?: string;
        };
        "notifications.MarkNotificationsReadResponse": {
            /**
             * Format: int32
             * @description How many became read by this call.
             */
            changedCount?: number;
        };
        /** @description Something a person is told in the app. Texts are made by the app from topic and ids; mails carry their own. */
        "notifications.Notification": {
            notificationId: string;
            topic: components["schemas"]["notifications.Notification.Topic"];
            /** @description One sentence in the person's language. */
            text?: string;
            /** @description Path of the web app to open. */
            path?: string;
            /** @description Of the topics that say so; otherwise empty. */
            videoId?: string;
            runId?: string;
            /** Format: date-time */
            createTime?: string;
            /**
             * Format: date-time
             * @description Absent while unread.
             */
            readTime?: string;
            /** @description Of the topics that say so; otherwise empty. */
            groupId?: string;
            meetingId?: string;
        };
        /**
         * @description - `TOPIC_VIDEO_REPLIED`: Somebody replied to your video. video_id is the reply.
         *     - `TOPIC_VIDEO_PUBLISHED`: Your video is playable. video_id is it.
         *     - `TOPIC_VIDEO_FAILED`: Your video could not be made playable. video_id is it.
         *     - `TOPIC_ENROLMENT_CONFIRMED`: You have a seat in the run: you enrolled, or accepted an offer.
         *     - `TOPIC_ENROLMENT_WAITLISTED`: The run is full; you are on its waitlist.
         *     - `TOPIC_ENROLMENT_PROMOTED`: A seat became free, and you have it.
         *     - `TOPIC_RUN_CANCELLED`: The run was called off.
         *     - `TOPIC_VIDEO_HIDDEN`: A moderator hid your video. video_id is it; ListDecisionsOnMyVideos says why.
         *     - `TOPIC_VIDEO_RESTORED`: That was taken back. video_id is the video.
         *     - `TOPIC_REPORT_RESOLVED`: Your report is no longer open; GetReport says what came of it.
         *     - `TOPIC_PARTICIPANT_NUDGED`: A facilitator wrote to you; `text` holds their words.
         *     - `TOPIC_GROUP_PLACED`: You are in a group now. group_id is it.
         *     - `TOPIC_FACILITATOR_ASSIGNED`: You are a facilitator of a group now. group_id is it.
         *     - `TOPIC_MEETING_SCHEDULED`: Your group meets. meeting_id is the meeting, of this and what follows.
         *     - `TOPIC_MEETING_CHANGED`: Its time or place changed.
         *     - `TOPIC_MEETING_CANCELLED`: It was called off.
         *     - `TOPIC_MEETING_LEFT`: You left its group and are not expected any more.
         * @enum {string}
         */
        "notifications.Notification.Topic": "TOPIC_VIDEO_REPLIED" | "TOPIC_VIDEO_PUBLISHED" | "TOPIC_VIDEO_FAILED" | "TOPIC_ENROLMENT_CONFIRMED" | "TOPIC_ENROLMENT_WAITLISTED" | "TOPIC_ENROLMENT_PROMOTED" | "TOPIC_RUN_CANCELLED" | "TOPIC_VIDEO_HIDDEN" | "TOPIC_VIDEO_RESTORED" | "TOPIC_REPORT_RESOLVED" | "TOPIC_PARTICIPANT_NUDGED" | "TOPIC_GROUP_PLACED" | "TOPIC_FACILITATOR_ASSIGNED" | "TOPIC_MEETING_SCHEDULED" | "TOPIC_MEETING_CHANGED" | "TOPIC_MEETING_CANCELLED" | "TOPIC_MEETING_LEFT";
        /** @description Whether somebody is mailed of a topic. */
        "notifications.NotificationPreference": {
            topic: components["schemas"]["notifications.Notification.Topic"];
            byMail?: boolean;
            /** @description Output only: mails of this topic can't be turned off, because somebody's rights or plans hang on them. */
            readonly required?: boolean;
        };
        /** @description Whether somebody is mailed of a topic. */
        "notifications.NotificationPreferenceInput": {
            topic?: components["schemas"]["notifications.Notification.Topic"];
            byMail?: boolean;
            /** @description Output only: mails of this topic can't be turned off, because somebody's rights or plans hang on them. */
            readonly required?: boolean;
        };
        "notifications.NotificationPreferences": {
            /** @description One for each topic that is mailed, in the order of their numbers. */
            preferences?: components["schemas"]["notifications.NotificationPreference"][];
        };
        "notifications.UnsubscribeRequest": {
            /** @description Of the mail's link. */
            token?: string;
            /** @description Every topic whose mails can be turned off, rather than only the mail's. */
            allTopics?: boolean;
            /**
             * Format: uuid
             * @description UUID.
             */
            requestId?: string;
        };
        "notifications.UnsubscribeResponse": {
            /** @description The mail's. */
            topic?: components["schemas"]["notifications.Notification.Topic"];
        };
        "notifications.UpdateNotificationPreferencesRequest": {
            preferences?: components["schemas"]["notifications.NotificationPreferenceInput"][];
            /**
             * Format: uuid
             * @description UUID.
             */
            requestId?: string;
        };
        "partners.AcceptInquiryRequest": {
            /**
             * Format: uuid
             * @description UUID.
             */
            requestId?: string;
        };
        "partners.DeclineInquiryRequest": {
            /** @description Why, 1 to 1000 characters. */
            reason?: string;
            /**
             * Format: uuid
             * @description UUID.
             */
            requestId?: string;
        };
        /** @description Somebody who runs a MOOC asks to add an exchange to it. */
        "partners.Inquiry": {
            /**
             * Format: uuid
             * @description UUIDv7.
             */
            inquiryId: string;
            /** @description Name of the institution, 1 to 200 characters. Required. */
            organisation?: string;
            /** @description Required. */
            kind?: components["schemas"]["partners.Partner.Kind"];
            /** @description Who asks, 1 to 100 characters. Required. */
            contactName?: string;
            /** @description Where they are written to, and who becomes the partner's first coordinator; 3 to 254 characters, one @. Required. */
            contactEmail?: string;
            /** @description The course they run: a http or https address of at most 2048 characters; may be empty. */
            courseUrl?: string;
            /** @description At most 4000 characters; may be empty. */
            message?: string;
            /** @description Language to answer in: en, fr, ar or es; empty on creation means en. */
            locale?: string;
            /** @description Changes only by verbs. */
            state?: components["schemas"]["partners.Inquiry.State"];
            /** @description Why it was declined, at most 1000 characters; empty otherwise. Read only. */
            readonly declineReason?: string;
            /** @description The partner it became; empty unless ACCEPTED. Read only. */
            readonly partnerId?: string;
            /** Format: date-time */
            createTime?: string;
        };
        /**
         * @description - `STATE_IN_REVIEW`: An operator looks into it.
         *     - `STATE_ACCEPTED`: It became a partner.
         * @enum {string}
         */
        "partners.Inquiry.State": "STATE_RECEIVED" | "STATE_IN_REVIEW" | "STATE_ACCEPTED" | "STATE_DECLINED";
        /** @description Somebody who runs a MOOC asks to add an exchange to it. */
        "partners.InquiryInput": {
            /**
             * Format: uuid
             * @description UUIDv7.
             */
            inquiryId?: string;
            /** @description Name of the institution, 1 to 200 characters. Required. */
            organisation: string;
            /** @description Required. */
            kind: components["schemas"]["partners.Partner.Kind"];
            /** @description Who asks, 1 to 100 characters. Required. */
            contactName: string;
            /** @description Where they are written to, and who becomes the partner's first coordinator; 3 to 254 characters, one @. Required. */
            contactEmail: string;
            /** @description The course they run: a http or https address of at most 2048 characters; may be empty. */
            courseUrl?: string;
            /** @description At most 4000 characters; may be empty. */
            message?: string;
            /** @description Language to answer in: en, fr, ar or es; empty on creation means en. */
            locale?: string;
            /** @description Changes only by verbs. */
            state?: components["schemas"]["partners.Inquiry.State"];
            /** @description Why it was declined, at most 1000 characters; empty otherwise. Read only. */
            readonly declineReason?: string;
            /** @description The partner it became; empty unless ACCEPTED. Read only. */
            readonly partnerId?: string;
            /** Format: date-time */
            createTime?: string;
        };
        "partners.ListInquiriesResponse": {
            inquiries?: components["schemas"]["partners.Inquiry"][];
            /** @description Empty on the last page. */
            nextPageToken?: string;
        };
        "partners.ListPartnersResponse": {
            partners?: components["schemas"]["partners.Partner"][];
            /** @description Empty on the last page. */
            nextPageToken?: string;
        };
        /** @description An institution that brings courses and students. */
        "partners.Partner": {
            /**
             * Format: uuid
             * @description UUIDv7.
             */
            partnerId: string;
            /** @description Read only. */
            readonly kind?: components["schemas"]["partners.Partner.Kind"];
            /** @description 1 to 200 characters. */
            name?: string;
            /** @description A http or https address of at most 2048 characters; may be empty. */
            website?: string;
            /** Format: date-time */
            createTime?: string;
            /** @description Changes with every update; send it back with UpdatePartner (AIP-154). */
            etag?: string;
        };
        /** @enum {string} */
        "partners.Partner.Kind": "KIND_UNIVERSITY" | "KIND_MOOC_PLATFORM";
        /** @description An institution that brings courses and students. */
        "partners.PartnerInput": {
            /**
             * Format: uuid
             * @description UUIDv7.
             */
            partnerId?: string;
            /** @description Read only. */
            readonly kind?: components["schemas"]["partners.Partner.Kind"];
            /** @description 1 to 200 characters. */
            name?: string;
            /** @description A http or https address of at most 2048 characters; may be empty. */
            website?: string;
            /** Format: date-time */
            createTime?: string;
            /** @description Changes with every update; send it back with UpdatePartner (AIP-154). */
            etag?: string;
        };
        "partners.ReviewInquiryRequest": {
            /**
             * Format: uuid
             * @description UUID.
             */
            requestId?: string;
        };
        "scheduling.AddRunFacilitatorRequest": {
            /** @description Required. That they have the facilitator's role is asked for when they act. */
            userId: string;
            /** @description As in RunFacilitator. */
            languages?: string[];
            /** Format: int32 */
            mostGroups?: number;
            /**
             * Format: uuid
             * @description UUID.
             */
            requestId?: string;
        };
        "scheduling.AdoptPlanRequest": {
            /** @description The plan's, when given. */
            etag?: string;
            /**
             * Format: uuid
             * @description UUID.
             */
            requestId?: string;
        };
        /** @description When a person can meet, in the terms of their own clock: it stays right when the clock changes. */
        "scheduling.Availability": {
            /** @description IANA zone that all of it is in, for example "Africa/Tunis". Required. */
            timeZone?: string;
            /** @description What holds every week; at most 50. On a weekday they may touch but not overlap. */
            windows?: components["schemas"]["scheduling.WeeklyWindow"][];
            /** @description What holds on single dates instead; at most 200, each date once. */
            exceptions?: components["schemas"]["scheduling.DateException"][];
            /** @description Changes with every update; send it back with SetMyAvailability (AIP-154). Empty while nothing was given. */
            etag?: string;
        };
        /** @description When a person can meet, in the terms of their own clock: it stays right when the clock changes. */
        "scheduling.AvailabilityInput": {
            /** @description IANA zone that all of it is in, for example "Africa/Tunis". Required. */
            timeZone: string;
            /** @description What holds every week; at most 50. On a weekday they may touch but not overlap. */
            windows?: components["schemas"]["scheduling.WeeklyWindowInput"][];
            /** @description What holds on single dates instead; at most 200, each date once. */
            exceptions?: components["schemas"]["scheduling.DateExceptionInput"][];
            /** @description Changes with every update; send it back with SetMyAvailability (AIP-154). Empty while nothing was given. */
            etag?: string;
        };
        "scheduling.CancelMeetingRequest": {
            /** @description What the members are told, 1 to 500 characters of plain text. Required. */
            reason: string;
            /** @description The meeting's, when given. */
            etag?: string;
            /**
             * Format: uuid
             * @description UUID.
             */
            requestId?: string;
        };
        "scheduling.CancelPlanRequest": {
            /**
             * Format: uuid
             * @description UUID.
             */
            requestId?: string;
        };
        /** @description How good the plan is, and how much better any could be: no arrangement whatever seats more than upper_bound. Each number of the proof bounds the seats by itself, whatever the arrangement. */
        "scheduling.Certificate": {
            /** Format: int32 */
            participants?: number;
            /** Format: int32 */
            seatsPlaced?: number;
            /**
             * Format: int32
             * @description Proven.
             */
            upperBound?: number;
            /**
             * Format: int32
             * @description upper_bound - seats_placed: seats that a better plan might still find; 0: there is none better.
             */
            gap?: number;
            /**
             * Format: int32
             * @description Who have an hour and a language at which a group is possible: enough people, two regions, a facilitator.
             */
            hopefulParticipants?: number;
            /**
             * Format: int32
             * @description As many groups as the facilitators can lead: no more than each takes, and than fit beside each other.
             */
            groupsAtMost?: number;
            /**
             * Format: int32
             * @description The largest flow of hopeful participants through hours they share with facilitators, where each facilitator gives an hour one group's seats (two of them for any one class), and in all no more than their groups have.
             */
            flowBound?: number;
            /**
             * Format: int32
             * @description Members a group has at least and at most. upper_bound is the largest number up to flow_bound that groups_at_most such groups can sum to.
             */
            leastSeats?: number;
            /** Format: int32 */
            mostSeats?: number;
            /**
             * Format: int32
             * @description Pairs of members of one group from two regions.
             */
            crossRegionPairs?: number;
            /**
             * Format: int32
             * @description Minutes of meetings outside of 8:00 to 22:00 of a member's own clock, of all members together.
             */
            uncomfortableMinutes?: number;
        };
        "scheduling.CreatePlanRequest": {
            /**
             * Format: double
             * @description The share of a group's members who are expected to come, 0.5 to 1; 0 means 1. Fewer make groups of more seats.
             */
            expectedAttendance?: number;
            /**
             * Format: uuid
             * @description UUID.
             */
            requestId?: string;
        };
        /** @description A date on which the weekday's windows do not hold. */
        "scheduling.DateException": {
            /** @description ISO 8601, for example "2027-03-28"; from 2000 to 2100. */
            date: string;
            /** @description What holds instead; none means not at all on that date. */
            windows?: components["schemas"]["scheduling.DayWindow"][];
        };
        /** @description A date on which the weekday's windows do not hold. */
        "scheduling.DateExceptionInput": {
            /** @description ISO 8601, for example "2027-03-28"; from 2000 to 2100. */
            date?: string;
            /** @description What holds instead; none means not at all on that date. */
            windows?: components["schemas"]["scheduling.DayWindowInput"][];
        };
        "scheduling.DayWindow": {
            /**
             * Format: int32
             * @description As in WeeklyWindow.
             */
            startMinute?: number;
            /** Format: int32 */
            endMinute: number;
        };
        "scheduling.DayWindowInput": {
            /**
             * Format: int32
             * @description As in WeeklyWindow.
             */
            startMinute?: number;
            /** Format: int32 */
            endMinute?: number;
        };
        "scheduling.DiscardPlanRequest": {
            /**
             * Format: uuid
             * @description UUID.
             */
            requestId?: string;
        };
        /** @description The small circle of a run in which people exchange with each other; an adopted plan makes it. */
        "scheduling.Group": {
            groupId: string;
            runId: string;
            /** @description BCP 47, a working language of the run that everybody in it speaks. */
            language: string;
            /** @description In the order in which they joined. */
            members?: components["schemas"]["scheduling.Member"][];
            facilitatorIds?: string[];
            /**
             * Format: int32
             * @description How many members it takes.
             */
            seats?: number;
            /** Format: date-time */
            createTime?: string;
            /** @description Another plan was adopted since: it has no members any more. */
            dissolved?: boolean;
            /** @description Of the facilitators, in the order of facilitator_ids. */
            facilitators?: components["schemas"]["identity.Profile"][];
        };
        "scheduling.ListMyGroupsResponse": {
            groups?: components["schemas"]["scheduling.Group"][];
            /** @description Empty on the last page. */
            nextPageToken?: string;
        };
        "scheduling.ListMyMeetingsResponse": {
            meetings?: components["schemas"]["scheduling.Meeting"][];
            /** @description Empty on the last page. */
            nextPageToken?: string;
        };
        "scheduling.ListPlansResponse": {
            plans?: components["schemas"]["scheduling.Plan"][];
            /** @description Empty on the last page. */
            nextPageToken?: string;
        };
        "scheduling.ListRunFacilitatorsResponse": {
            facilitators?: components["schemas"]["scheduling.RunFacilitator"][];
            /** @description Empty on the last page. */
            nextPageToken?: string;
        };
        "scheduling.ListRunGroupsResponse": {
            groups?: components["schemas"]["scheduling.Group"][];
            /** @description Empty on the last page. */
            nextPageToken?: string;
        };
        /** @description A live meeting of a group, tied to a module of its run. */
        "scheduling.Meeting": {
            meetingId: string;
            groupId: string;
            runId: string;
            moduleId: string;
            /** @description The run's planned meeting it is the group's own of. */
            plannedMeetingId?: string;
            /**
             * Format: date-time
             * @description An instant: it stays when a zone's rules change.
             */
            startTime: string;
            /** Format: date-time */
            endTime: string;
            /** @description Changes only by verbs. */
            state: components["schemas"]["scheduling.Meeting.State"];
            /** @description Where it is held: an https address. Empty until it is set. */
            roomUrl?: string;
            /**
             * Format: int32
             * @description As in MeetingChanged.
             */
            sequence?: number;
            etag?: string;
            /** @description Of a cancelled meeting: what its members are told. */
            cancelReason?: string;
        };
        /**
         * @description - `STATE_OPEN`: Its facilitator opened it.
         * @enum {string}
         */
        "scheduling.Meeting.State": "STATE_SCHEDULED" | "STATE_OPEN" | "STATE_ENDED" | "STATE_CANCELLED";
        "scheduling.Member": {
            userId: string;
            /** Format: date-time */
            joinTime?: string;
            /** @description As identity told it last; with the id alone until it has. */
            profile?: components["schemas"]["identity.Profile"];
        };
        /** @description Where the signed-in user stands in a run. */
        "scheduling.Placement": {
            runId: string;
            /** @description Empty while there is no seat. */
            groupId?: string;
            /** @description Why there is none; unset with a seat. */
            reason?: components["schemas"]["scheduling.Unplaced.Reason"];
        };
        /** @description Places a run's participants in groups, each with a facilitator and, if the run has meetings, an hour for all of them. */
        "scheduling.Plan": {
            planId: string;
            runId: string;
            /** @description Changes only by verbs. */
            state: components["schemas"]["scheduling.Plan.State"];
            /**
             * Format: int32
             * @description 0 to 100, while SOLVING.
             */
            progressPercent?: number;
            /** @description Of a FAILED plan. */
            failure?: components["schemas"]["scheduling.Plan.Failure"];
            /**
             * Format: double
             * @description As asked.
             */
            expectedAttendance?: number;
            /** Format: date-time */
            createTime?: string;
            /** Format: date-time */
            updateTime?: string;
            etag?: string;
            /** @description From PROPOSED on, but not in lists: what it proposes. */
            outcome?: components["schemas"]["scheduling.PlanOutcome"];
        };
        /**
         * @description - `FAILURE_NO_COMMON_HOUR`: No weekday and hour lies in the windows of all planned meetings.
         *     - `FAILURE_NO_MEETING_LEFT`: The windows of all the run's meetings have passed.
         *     - `FAILURE_TOO_COMPLEX`: The planner died over it three times.
         * @enum {string}
         */
        "scheduling.Plan.Failure": "FAILURE_NO_COMMON_HOUR" | "FAILURE_NO_MEETING_LEFT" | "FAILURE_TOO_COMPLEX";
        /**
         * @description - `STATE_SOLVING`: The planner works on it, or will.
         *     - `STATE_PROPOSED`: Can be looked at, and adopted or discarded.
         *     - `STATE_ADOPTED`: Its groups are those of the run.
         *     - `STATE_DISCARDED`: Nobody wanted it, or it was cancelled.
         *     - `STATE_SUPERSEDED`: Another was adopted after it.
         * @enum {string}
         */
        "scheduling.Plan.State": "STATE_SOLVING" | "STATE_PROPOSED" | "STATE_ADOPTED" | "STATE_DISCARDED" | "STATE_SUPERSEDED" | "STATE_FAILED";
        "scheduling.PlanOutcome": {
            groups?: components["schemas"]["scheduling.ProposedGroup"][];
            /** @description Everybody enrolled who is in no group. */
            unplaced?: components["schemas"]["scheduling.Unplaced"][];
            certificate?: components["schemas"]["scheduling.Certificate"];
        };
        "scheduling.ProposedGroup": {
            /**
             * Format: int32
             * @description From 1.
             */
            number: number;
            facilitatorId: string;
            /** @description BCP 47, a working language of the run that all of them speak. */
            language: string;
            memberIds?: string[];
            /** @description In order, one for each planned meeting that is still to come; on the same weekday at the same time of the run's zone. */
            meetings?: components["schemas"]["scheduling.ProposedMeeting"][];
        };
        "scheduling.ProposedMeeting": {
            plannedMeetingId: string;
            moduleId: string;
            /** Format: date-time */
            startTime: string;
            /** Format: date-time */
            endTime: string;
        };
        "scheduling.RemoveRunFacilitatorRequest": {
            /**
             * Format: uuid
             * @description UUID.
             */
            requestId?: string;
        };
        /** @description Somebody who sees to a run's groups. */
        "scheduling.RunFacilitator": {
            runId: string;
            userId: string;
            /** @description BCP 47, at most 20; empty means the run's working languages. */
            languages?: string[];
            /**
             * Format: int32
             * @description Groups of the run they take at most, 1 to 20; 0 on adding means 2.
             */
            mostGroups?: number;
            /**
             * Format: int32
             * @description Groups they have.
             */
            groupCount?: number;
            /** @description As a Member's. */
            profile?: components["schemas"]["identity.Profile"];
        };
        "scheduling.SetMeetingRoomRequest": {
            /** @description An https address, at most 500 characters. Required. */
            roomUrl: string;
            /** @description The meeting's, when given. */
            etag?: string;
            /**
             * Format: uuid
             * @description UUID.
             */
            requestId?: string;
        };
        /** @description A participant without a seat. */
        "scheduling.Unplaced": {
            userId: string;
            reason: components["schemas"]["scheduling.Unplaced.Reason"];
            /** @description Proven remedies: if the person could meet at the hours of any one of these groups of the plan, by their `number`, they would have a seat, everybody else unmoved. At most three, the most comfortable hours first; empty when there is none. */
            wouldSeatGroupNumbers?: number[];
        };
        /**
         * @description Each says something that can be checked.
         *     - `REASON_NO_AVAILABILITY_GIVEN`: The run has meetings, and the person has not said when they can.
         *     - `REASON_NO_LANGUAGE_IN_COMMON`: Speaks none of the run's working languages (of a latecomer: of its groups').
         *     - `REASON_NO_SLOT_FITS`: No weekly hour lies in the availability for the whole series.
         *     - `REASON_NO_SLOT_WITH_ENOUGH_OTHERS`: At none of the person's hours are there enough others for a group.
         *     - `REASON_ONE_REGION_ONLY`: Where there are enough, all are from one region.
         *     - `REASON_NO_FACILITATOR`: Where those are, no facilitator is free who speaks the language.
         *     - `REASON_NO_ROOM_LEFT`: Groups meet at the person's hours, and none has a seat for them: it is full, or has two of the person's class.
         *     - `REASON_NO_GROUP_AT_HOURS`: None of the groups there are meets at the person's hours.
         *     - `REASON_NOT_PLANNED_YET`: No plan was adopted yet.
         *     - `REASON_PENDING`: A seat is being looked for right now.
         * @enum {string}
         */
        "scheduling.Unplaced.Reason": "REASON_NO_AVAILABILITY_GIVEN" | "REASON_NO_LANGUAGE_IN_COMMON" | "REASON_NO_SLOT_FITS" | "REASON_NO_SLOT_WITH_ENOUGH_OTHERS" | "REASON_ONE_REGION_ONLY" | "REASON_NO_FACILITATOR" | "REASON_NO_ROOM_LEFT" | "REASON_NO_GROUP_AT_HOURS" | "REASON_NOT_PLANNED_YET" | "REASON_PENDING";
        "scheduling.WeeklyWindow": {
            /**
             * Format: int32
             * @description 1 is Monday, 7 is Sunday (ISO 8601).
             */
            weekday: number;
            /**
             * Format: int32
             * @description Minute of the local day, 0 to 1439.
             */
            startMinute?: number;
            /**
             * Format: int32
             * @description After start_minute, at most 1440. A time over midnight is a window to 1440 and one from 0 on the next weekday.
             */
            endMinute: number;
        };
        "scheduling.WeeklyWindowInput": {
            /**
             * Format: int32
             * @description 1 is Monday, 7 is Sunday (ISO 8601).
             */
            weekday?: number;
            /**
             * Format: int32
             * @description Minute of the local day, 0 to 1439.
             */
            startMinute?: number;
            /**
             * Format: int32
             * @description After start_minute, at most 1440. A time over midnight is a window to 1440 and one from 0 on the next weekday.
             */
            endMinute?: number;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    CatalogService_ListCourses: {
        parameters: {
            query?: {
                pageSize?: number;
                pageToken?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Of this content; for If-None-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["catalog.ListCoursesResponse"];
                };
            };
        };
    };
    CatalogService_CreateCourse: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["catalog.CreateCourseRequest"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["catalog.Course"];
                };
            };
        };
    };
    CatalogService_GetCourse: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                course_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Of this content; for If-None-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["catalog.Course"];
                };
            };
        };
    };
    CatalogService_CreateRun: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["catalog.CreateRunRequest"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["catalog.Run"];
                };
            };
        };
    };
    CatalogService_OpenRun: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                run_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["catalog.OpenRunRequest"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["catalog.Run"];
                };
            };
        };
    };
    CatalogService_CancelRun: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                run_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["catalog.CancelRunRequest"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["catalog.Run"];
                };
            };
        };
    };
    CatalogService_GetRun: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                run_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Of this content; for If-None-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["catalog.Run"];
                };
            };
        };
    };
    CatalogService_ListPartnerRuns: {
        parameters: {
            query?: {
                pageSize?: number;
                pageToken?: string;
            };
            header?: never;
            path: {
                partner_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Of this content; for If-None-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["catalog.ListPartnerRunsResponse"];
                };
            };
        };
    };
    CatalogService_ListRuns: {
        parameters: {
            query?: {
                pageSize?: number;
                pageToken?: string;
            };
            header?: never;
            path: {
                course_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Of this content; for If-None-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["catalog.ListRunsResponse"];
                };
            };
        };
    };
    CatalogService_ListPartnerEvents: {
        parameters: {
            query?: {
                afterPosition?: string;
                epoch?: string;
                pageSize?: number;
            };
            header?: never;
            path: {
                partner_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Of this content; for If-None-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["catalog.ListPartnerEventsResponse"];
                };
            };
        };
    };
    CatalogService_ListEnrolments: {
        parameters: {
            query?: {
                state?: components["schemas"]["catalog.Enrolment.State"];
                pageSize?: number;
                pageToken?: string;
            };
            header?: never;
            path: {
                run_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Of this content; for If-None-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["catalog.ListEnrolmentsResponse"];
                };
            };
        };
    };
    CatalogService_Enrol: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                run_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["catalog.EnrolRequest"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["catalog.Enrolment"];
                };
            };
        };
    };
    CatalogService_ListMyEnrolments: {
        parameters: {
            query?: {
                pageSize?: number;
                pageToken?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Of this content; for If-None-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["catalog.ListMyEnrolmentsResponse"];
                };
            };
        };
    };
    CatalogService_WithdrawEnrolment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                enrolment_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["catalog.WithdrawEnrolmentRequest"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["catalog.Enrolment"];
                };
            };
        };
    };
    CatalogService_SuspendEnrolment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                enrolment_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["catalog.SuspendEnrolmentRequest"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["catalog.Enrolment"];
                };
            };
        };
    };
    CatalogService_ReinstateEnrolment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                enrolment_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["catalog.ReinstateEnrolmentRequest"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["catalog.Enrolment"];
                };
            };
        };
    };
    CatalogService_CreateInterest: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["catalog.CreateInterestRequest"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["catalog.ExpressionOfInterest"];
                };
            };
        };
    };
    CatalogService_ConfirmInterest: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["catalog.ConfirmInterestRequest"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["catalog.ExpressionOfInterest"];
                };
            };
        };
    };
    CatalogService_WithdrawInterest: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["catalog.WithdrawInterestRequest"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["catalog.ExpressionOfInterest"];
                };
            };
        };
    };
    CatalogService_GetOffer: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["catalog.GetOfferRequest"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["catalog.Offer"];
                };
            };
        };
    };
    CatalogService_AcceptOffer: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["catalog.AcceptOfferRequest"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["catalog.Enrolment"];
                };
            };
        };
    };
    ExchangeService_ListPrompts: {
        parameters: {
            query?: {
                pageSize?: number;
                pageToken?: string;
            };
            header?: never;
            path: {
                run_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Of this content; for If-None-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["exchange.ListPromptsResponse"];
                };
            };
        };
    };
    ExchangeService_GetPrompt: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                prompt_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Of this content; for If-None-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["exchange.Prompt"];
                };
            };
        };
    };
    ExchangeService_CreateVideo: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["exchange.CreateVideoRequest"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["exchange.Video"];
                };
            };
        };
    };
    ExchangeService_GetVideo: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                video_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Of this content; for If-None-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["exchange.Video"];
                };
            };
        };
    };
    ExchangeService_ListVideos: {
        parameters: {
            query?: {
                promptId?: string;
                pageSize?: number;
                pageToken?: string;
            };
            header?: never;
            path: {
                group_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Of this content; for If-None-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["exchange.ListVideosResponse"];
                };
            };
        };
    };
    ExchangeService_ListReplies: {
        parameters: {
            query?: {
                pageSize?: number;
                pageToken?: string;
            };
            header?: never;
            path: {
                video_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Of this content; for If-None-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["exchange.ListRepliesResponse"];
                };
            };
        };
    };
    ExchangeService_ListMyVideos: {
        parameters: {
            query?: {
                pageSize?: number;
                pageToken?: string;
            };
            header?: never;
            path: {
                run_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Of this content; for If-None-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["exchange.ListMyVideosResponse"];
                };
            };
        };
    };
    ExchangeService_WithdrawVideo: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                video_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["exchange.WithdrawVideoRequest"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["exchange.Video"];
                };
            };
        };
    };
    IdentityService_RequestSignIn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["identity.RequestSignInRequest"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["identity.SignIn"];
                };
            };
        };
    };
    IdentityService_CompleteSignIn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["identity.CompleteSignInRequest"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["identity.Session"];
                };
            };
        };
    };
    IdentityService_RefreshSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["identity.RefreshSessionRequest"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["identity.Session"];
                };
            };
        };
    };
    IdentityService_EndSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["identity.EndSessionRequest"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["identity.EndSessionResponse"];
                };
            };
        };
    };
    IdentityService_GetMe: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Of this content; for If-None-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["identity.User"];
                };
            };
        };
    };
    IdentityService_UpdateMe: {
        parameters: {
            query?: {
                updateMask?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["identity.UserInput"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["identity.User"];
                };
            };
        };
    };
    IdentityService_ListConsents: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Of this content; for If-None-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["identity.ListConsentsResponse"];
                };
            };
        };
    };
    IdentityService_GiveConsent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                kind: components["schemas"]["identity.Consent.Kind"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["identity.GiveConsentRequest"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["identity.Consent"];
                };
            };
        };
    };
    IdentityService_WithdrawConsent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                kind: components["schemas"]["identity.Consent.Kind"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["identity.WithdrawConsentRequest"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["identity.Consent"];
                };
            };
        };
    };
    IdentityService_GrantRole: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["identity.GrantRoleRequest"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["identity.GrantRoleResponse"];
                };
            };
        };
    };
    IdentityService_RevokeRole: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["identity.RevokeRoleRequest"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["identity.RevokeRoleResponse"];
                };
            };
        };
    };
    IdentityService_ListRoleHolders: {
        parameters: {
            query?: {
                role?: components["schemas"]["api.Role"];
                pageSize?: number;
                pageToken?: string;
            };
            header?: never;
            path: {
                partner_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Of this content; for If-None-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["identity.ListRoleHoldersResponse"];
                };
            };
        };
    };
    IdentityService_ListInvitations: {
        parameters: {
            query?: {
                partnerId?: string;
                pageSize?: number;
                pageToken?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Of this content; for If-None-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["identity.ListInvitationsResponse"];
                };
            };
        };
    };
    IdentityService_InviteUser: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["identity.InviteUserRequest"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["identity.Invitation"];
                };
            };
        };
    };
    IdentityService_RevokeInvitation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                invitation_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["identity.RevokeInvitationRequest"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["identity.Invitation"];
                };
            };
        };
    };
    IdentityService_AcceptInvitation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["identity.AcceptInvitationRequest"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["identity.Invitation"];
                };
            };
        };
    };
    IdentityService_ListApiClients: {
        parameters: {
            query?: {
                partnerId?: string;
                pageSize?: number;
                pageToken?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Of this content; for If-None-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["identity.ListApiClientsResponse"];
                };
            };
        };
    };
    IdentityService_CreateApiClient: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["identity.CreateApiClientRequest"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["identity.CreateApiClientResponse"];
                };
            };
        };
    };
    IdentityService_RevokeApiClient: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                api_client_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["identity.RevokeApiClientRequest"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["identity.ApiClient"];
                };
            };
        };
    };
    IdentityService_CreateApiToken: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["identity.CreateApiTokenRequest"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["identity.ApiToken"];
                };
            };
        };
    };
    IdentityService_GetJwks: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Of this content; for If-None-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["identity.Jwks"];
                };
            };
        };
    };
    ModerationService_ListQueueItems: {
        parameters: {
            query?: {
                runId?: string;
                decided?: boolean;
                pageSize?: number;
                pageToken?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Of this content; for If-None-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["moderation.ListQueueItemsResponse"];
                };
            };
        };
    };
    ModerationService_GetQueueItem: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                queue_item_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Of this content; for If-None-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["moderation.QueueItem"];
                };
            };
        };
    };
    ModerationService_ClaimQueueItem: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                queue_item_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["moderation.ClaimQueueItemRequest"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["moderation.QueueItem"];
                };
            };
        };
    };
    ModerationService_ReleaseQueueItem: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                queue_item_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["moderation.ReleaseQueueItemRequest"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["moderation.QueueItem"];
                };
            };
        };
    };
    ModerationService_DecideQueueItem: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                queue_item_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["moderation.DecideQueueItemRequest"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["moderation.QueueItem"];
                };
            };
        };
    };
    ModerationService_RestoreVideo: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                video_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["moderation.RestoreVideoRequest"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["moderation.Decision"];
                };
            };
        };
    };
    ModerationService_ListDecisionsOnMyVideos: {
        parameters: {
            query?: {
                pageSize?: number;
                pageToken?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Of this content; for If-None-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["moderation.ListDecisionsOnMyVideosResponse"];
                };
            };
        };
    };
    ModerationService_ReportVideo: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                video_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["moderation.ReportVideoRequest"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["moderation.Report"];
                };
            };
        };
    };
    ModerationService_ListMyReports: {
        parameters: {
            query?: {
                pageSize?: number;
                pageToken?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Of this content; for If-None-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["moderation.ListMyReportsResponse"];
                };
            };
        };
    };
    ModerationService_GetReport: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                report_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Of this content; for If-None-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["moderation.Report"];
                };
            };
        };
    };
    ModerationService_NudgeParticipant: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                run_id: string;
                user_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["moderation.NudgeParticipantRequest"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["moderation.Nudge"];
                };
            };
        };
    };
    ModerationService_NudgeSilent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                group_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["moderation.NudgeSilentRequest"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["moderation.NudgeSilentResponse"];
                };
            };
        };
    };
    ModerationService_VerifyAuditLog: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Of this content; for If-None-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["moderation.VerifyAuditLogResponse"];
                };
            };
        };
    };
    ModerationService_ListAuditEntries: {
        parameters: {
            query?: {
                pageSize?: number;
                pageToken?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Of this content; for If-None-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["moderation.ListAuditEntriesResponse"];
                };
            };
        };
    };
    NotificationsService_ListNotifications: {
        parameters: {
            query?: {
                pageSize?: number;
                pageToken?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Of this content; for If-None-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["notifications.ListNotificationsResponse"];
                };
            };
        };
    };
    NotificationsService_MarkNotificationsRead: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["notifications.MarkNotificationsReadRequest"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["notifications.MarkNotificationsReadResponse"];
                };
            };
        };
    };
    NotificationsService_GetNotificationPreferences: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Of this content; for If-None-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["notifications.NotificationPreferences"];
                };
            };
        };
    };
    NotificationsService_UpdateNotificationPreferences: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["notifications.UpdateNotificationPreferencesRequest"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["notifications.NotificationPreferences"];
                };
            };
        };
    };
    NotificationsService_Unsubscribe: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["notifications.UnsubscribeRequest"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["notifications.UnsubscribeResponse"];
                };
            };
        };
    };
    PartnersService_ListInquiries: {
        parameters: {
            query?: {
                state?: components["schemas"]["partners.Inquiry.State"];
                pageSize?: number;
                pageToken?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Of this content; for If-None-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["partners.ListInquiriesResponse"];
                };
            };
        };
    };
    PartnersService_CreateInquiry: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["partners.InquiryInput"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["partners.Inquiry"];
                };
            };
        };
    };
    PartnersService_GetInquiry: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                inquiry_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Of this content; for If-None-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["partners.Inquiry"];
                };
            };
        };
    };
    PartnersService_ReviewInquiry: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                inquiry_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["partners.ReviewInquiryRequest"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["partners.Inquiry"];
                };
            };
        };
    };
    PartnersService_DeclineInquiry: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                inquiry_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["partners.DeclineInquiryRequest"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["partners.Inquiry"];
                };
            };
        };
    };
    PartnersService_AcceptInquiry: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                inquiry_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["partners.AcceptInquiryRequest"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["partners.Inquiry"];
                };
            };
        };
    };
    PartnersService_GetPartner: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                partner_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Of this content; for If-None-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["partners.Partner"];
                };
            };
        };
    };
    PartnersService_UpdatePartner: {
        parameters: {
            query?: {
                updateMask?: string;
            };
            header?: never;
            path: {
                partner_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["partners.PartnerInput"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["partners.Partner"];
                };
            };
        };
    };
    PartnersService_ListPartners: {
        parameters: {
            query?: {
                pageSize?: number;
                pageToken?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Of this content; for If-None-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["partners.ListPartnersResponse"];
                };
            };
        };
    };
    SchedulingService_GetMyAvailability: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Of this content; for If-None-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["scheduling.Availability"];
                };
            };
        };
    };
    SchedulingService_SetMyAvailability: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Its etag, when given, must be that of what it replaces. Required. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["scheduling.AvailabilityInput"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["scheduling.Availability"];
                };
            };
        };
    };
    SchedulingService_ListRunFacilitators: {
        parameters: {
            query?: {
                pageSize?: number;
                pageToken?: string;
            };
            header?: never;
            path: {
                run_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Of this content; for If-None-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["scheduling.ListRunFacilitatorsResponse"];
                };
            };
        };
    };
    SchedulingService_AddRunFacilitator: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                run_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["scheduling.AddRunFacilitatorRequest"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["scheduling.RunFacilitator"];
                };
            };
        };
    };
    SchedulingService_RemoveRunFacilitator: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                run_id: string;
                user_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["scheduling.RemoveRunFacilitatorRequest"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["scheduling.RunFacilitator"];
                };
            };
        };
    };
    SchedulingService_ListPlans: {
        parameters: {
            query?: {
                pageSize?: number;
                pageToken?: string;
            };
            header?: never;
            path: {
                run_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Of this content; for If-None-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["scheduling.ListPlansResponse"];
                };
            };
        };
    };
    SchedulingService_CreatePlan: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                run_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["scheduling.CreatePlanRequest"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["scheduling.Plan"];
                };
            };
        };
    };
    SchedulingService_GetPlan: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                plan_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Of this content; for If-None-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["scheduling.Plan"];
                };
            };
        };
    };
    SchedulingService_CancelPlan: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                plan_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["scheduling.CancelPlanRequest"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["scheduling.Plan"];
                };
            };
        };
    };
    SchedulingService_AdoptPlan: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                plan_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["scheduling.AdoptPlanRequest"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["scheduling.Plan"];
                };
            };
        };
    };
    SchedulingService_DiscardPlan: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                plan_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["scheduling.DiscardPlanRequest"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["scheduling.Plan"];
                };
            };
        };
    };
    SchedulingService_GetMyPlacement: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                run_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Of this content; for If-None-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["scheduling.Placement"];
                };
            };
        };
    };
    SchedulingService_ListMyGroups: {
        parameters: {
            query?: {
                pageSize?: number;
                pageToken?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Of this content; for If-None-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["scheduling.ListMyGroupsResponse"];
                };
            };
        };
    };
    SchedulingService_GetGroup: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                group_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Of this content; for If-None-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["scheduling.Group"];
                };
            };
        };
    };
    SchedulingService_ListRunGroups: {
        parameters: {
            query?: {
                pageSize?: number;
                pageToken?: string;
            };
            header?: never;
            path: {
                run_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Of this content; for If-None-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["scheduling.ListRunGroupsResponse"];
                };
            };
        };
    };
    SchedulingService_ListMyMeetings: {
        parameters: {
            query?: {
                pageSize?: number;
                pageToken?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Of this content; for If-None-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["scheduling.ListMyMeetingsResponse"];
                };
            };
        };
    };
    SchedulingService_GetMeeting: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                meeting_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Of this content; for If-None-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["scheduling.Meeting"];
                };
            };
        };
    };
    SchedulingService_SetMeetingRoom: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                meeting_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["scheduling.SetMeetingRoomRequest"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["scheduling.Meeting"];
                };
            };
        };
    };
    SchedulingService_CancelMeeting: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                meeting_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["scheduling.CancelMeetingRequest"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["scheduling.Meeting"];
                };
            };
        };
    };
    Notifications_Stream: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Until either side ends it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
        };
    };
    Renditions_Get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                video_id: string;
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file. */
            200: {
                headers: {
                    /** @description Of this file. */
                    ETag?: string;
                    /** @description bytes. */
                    "Accept-Ranges"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "*/*": unknown;
                };
            };
            /** @description The range asked for. */
            206: {
                headers: {
                    /** @description Which bytes these are. */
                    "Content-Range"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "*/*": unknown;
                };
            };
        };
    };
    Uploads_Create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is started. */
            201: {
                headers: {
                    /** @description Where its bytes go. */
                    Location?: string;
                    /** @description 1.0.0. */
                    "Tus-Resumable"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    Uploads_Capabilities: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description tus 1.0.0 with creation and expiration. */
            204: {
                headers: {
                    /** @description 1.0.0. */
                    "Tus-Version"?: string;
                    /** @description What more it can. */
                    "Tus-Extension"?: string;
                    /** @description Bytes. */
                    "Tus-Max-Size"?: number;
                    /** @description 1.0.0. */
                    "Tus-Resumable"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    Uploads_Override: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                video_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/offset+octet-stream": string;
            };
        };
        responses: {
            /** @description They are kept. */
            204: {
                headers: {
                    /** @description Bytes stored: go on from there. */
                    "Upload-Offset"?: number;
                    /** @description When what is missing is waited for no more. */
                    "Upload-Expires"?: string;
                    /** @description 1.0.0. */
                    "Tus-Resumable"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    Uploads_CapabilitiesOfOne: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                video_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description tus 1.0.0 with creation and expiration. */
            204: {
                headers: {
                    /** @description 1.0.0. */
                    "Tus-Version"?: string;
                    /** @description What more it can. */
                    "Tus-Extension"?: string;
                    /** @description Bytes. */
                    "Tus-Max-Size"?: number;
                    /** @description 1.0.0. */
                    "Tus-Resumable"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    Uploads_Head: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                video_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It stands at Upload-Offset. */
            200: {
                headers: {
                    /** @description Bytes stored: go on from there. */
                    "Upload-Offset"?: number;
                    /** @description When what is missing is waited for no more. */
                    "Upload-Expires"?: string;
                    /** @description Bytes in all. */
                    "Upload-Length"?: number;
                    /** @description 1.0.0. */
                    "Tus-Resumable"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    Uploads_Patch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                video_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/offset+octet-stream": string;
            };
        };
        responses: {
            /** @description They are kept. */
            204: {
                headers: {
                    /** @description Bytes stored: go on from there. */
                    "Upload-Offset"?: number;
                    /** @description When what is missing is waited for no more. */
                    "Upload-Expires"?: string;
                    /** @description 1.0.0. */
                    "Tus-Resumable"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    Unsubscribe_Post: {
        parameters: {
            query: {
                token: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/x-www-form-urlencoded": {
                    /** @enum {string} */
                    "List-Unsubscribe"?: "One-Click";
                };
            };
        };
        responses: {
            /** @description They are off. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    Health_Alive: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        alive?: boolean;
                    };
                };
            };
        };
    };
    Health_Ready: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All serve. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        ready?: boolean;
                        services?: {
                            [key: string]: "serving" | "unreachable";
                        };
                    };
                };
            };
        };
    };
    OpenApi_Get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OpenAPI 3.1. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
        };
    };
    Protos_Get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description An archive, in a folder protos. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/gzip": unknown;
                };
            };
        };
    };
}
