"""The operations of this room, in a module for each of its parts; here they come together."""

from fastapi import APIRouter

from api.conduct import acknowledgement_routes, election_routes, policy_routes

router = APIRouter()
for part in (policy_routes, acknowledgement_routes, election_routes):
    router.include_router(part.router)
