"""The same API as a real Django REST Framework server, for comparison with the mock.

REFERENCE_WORLD names a JSON file: {"users": {token: [job, ...]}, "rows": {job_id: {"total": ..., "first": [record, ...]}},
"views": {view: {"name": ..., "description": ...}}}. With REFERENCE_OTHERWISE=1 the list is paged and an id is any text.
"""
import json
import os
import uuid

import django
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import Http404
from django.urls import include, path

with open(os.environ["REFERENCE_WORLD"], encoding="utf-8") as file:
    WORLD = json.load(file)
OTHERWISE = os.environ.get("REFERENCE_OTHERWISE") == "1"

settings.configure(
    DEBUG=False,
    SECRET_KEY="of no use outside this process",
    ALLOWED_HOSTS=["*"],
    ROOT_URLCONF=__name__,
    USE_TZ=True,
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
    INSTALLED_APPS=["django.contrib.contenttypes", "django.contrib.auth", "django.contrib.sessions",
                    "django.contrib.messages", "rest_framework"],
    # As startproject generates it.
    MIDDLEWARE=[
        "django.middleware.security.SecurityMiddleware",
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.common.CommonMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
        "django.contrib.messages.middleware.MessageMiddleware",
        "django.middleware.clickjacking.XFrameOptionsMiddleware",
    ],
    TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}],
    REST_FRAMEWORK={"DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"]},
)
django.setup()

from rest_framework import authentication, exceptions, permissions, serializers  # noqa: E402
from rest_framework.generics import GenericAPIView  # noqa: E402
from rest_framework.pagination import PageNumberPagination  # noqa: E402
from rest_framework.response import Response  # noqa: E402
from rest_framework.utils import html  # noqa: E402


class Caller:
    is_authenticated = True

    def __init__(self, jobs):
        self.jobs = jobs


class BearerAuthentication(authentication.BaseAuthentication):
    def authenticate(self, request):
        words = authentication.get_authorization_header(request).split()
        if len(words) != 2 or words[0].lower() != b"bearer":
            raise exceptions.AuthenticationFailed({"message": "Invalid or expired token"})
        token = words[1].decode("latin-1")
        name, tilde, world = token.partition("~")
        if name not in WORLD["users"] or (tilde and not world.replace("-", "").isalnum()):
            raise exceptions.AuthenticationFailed({"message": "Invalid or expired token"})
        return Caller(WORLD["users"][name]), token

    def authenticate_header(self, request):
        return "Bearer"


class RecordSerializer(serializers.Serializer):
    first_name = serializers.CharField(required=False, allow_blank=True, max_length=10000)
    last_name = serializers.CharField(required=False, allow_blank=True, max_length=10000)
    company_name = serializers.CharField(required=False, allow_blank=True, max_length=10000)


class CriteriaSerializer(serializers.Serializer):
    job_titles = serializers.ListField(child=serializers.CharField(allow_blank=True, max_length=1000), required=False,
                                       max_length=100)
    max_contacts = serializers.IntegerField(required=False, min_value=1, max_value=20)


class MapField(serializers.DictField):
    """A map some of whose keys are fields."""

    def __init__(self, serializer, **kwargs):
        super().__init__(**kwargs)
        self.serializer = serializer()

    def to_internal_value(self, data):
        # In a form the keys of a map in a list still start with a dot.
        if html.is_html_input(data) and any(key.startswith(".") for key in data):
            data = html.parse_html_dict(data)
        if not isinstance(data, dict):
            self.fail("not_a_dict", input_type=type(data).__name__)
        # One serializer for all maps of a list: a hundred thousand would exceed the worker's timeout.
        return self.serializer.run_validation(data)


class SubmitSerializer(serializers.Serializer):
    records = serializers.ListField(child=MapField(RecordSerializer), allow_empty=False, max_length=100000)
    category = serializers.ChoiceField(["contact", "account"], required=False)
    criteria = MapField(CriteriaSerializer, required=False)


class UploadSerializer(serializers.Serializer):
    file = serializers.FileField()
    category = serializers.ChoiceField(["contact", "account"], required=False)
    criteria = MapField(CriteriaSerializer, required=False)


class ControlSerializer(serializers.Serializer):
    csv_file_id = serializers.UUIDField()
    action = serializers.ChoiceField(["pause", "resume"])


class ResultQuery(serializers.Serializer):
    report_type = serializers.ChoiceField(["json", "csv"], default="json")
    page = serializers.IntegerField(min_value=1, default=1)
    page_size = serializers.IntegerField(min_value=1, max_value=200, default=50)


class View(GenericAPIView):
    authentication_classes = [BearerAuthentication]
    permission_classes = [permissions.IsAuthenticated]
    key = ""

    def get_view_name(self):
        return WORLD["views"][self.key]["name"]

    def get_view_description(self, html=False):
        return WORLD["views"][self.key]["description"]

    def job(self, job_id):
        try:
            wanted = str(uuid.UUID(str(job_id)))
        except ValueError:
            raise Http404
        for job in self.request.user.jobs:
            if job["job_id"] == wanted:
                return job
        # The message of get_object_or_404, with the name of the model; versions up to 3.14 do not send it.
        raise Http404("No EnrichmentJob matches the given query.")


class ReadView(View):
    # OPTIONS describes no serializer for a read-only view.
    serializer_class = serializers.Serializer


class Pages(PageNumberPagination):
    page_size = 20
    page_size_query_param = "page_size"
    max_page_size = 100


class ListView(ReadView):
    key = "list"
    pagination_class = Pages

    def get(self, request):
        if OTHERWISE:
            return self.get_paginated_response(self.paginate_queryset(request.user.jobs))
        return Response(request.user.jobs)


class StatusView(ReadView):
    key = "status"

    def get(self, request, job_id):
        return Response(self.job(job_id))


class ResultView(ReadView):
    key = "result"

    def get(self, request, job_id):
        # Blank parameters count as not sent.
        sent = {key: value for key, value in request.query_params.items() if value.strip()}
        query = ResultQuery(data=sent)
        query.is_valid(raise_exception=True)
        job = self.job(job_id)
        if job["status"] not in ("completed", "paused"):
            return Response({"error": "Results are not available for this job yet."}, status=400)
        page, size = query.validated_data["page"], query.validated_data["page_size"]
        rows = WORLD["rows"][job["job_id"]]
        data = rows["first"][(page - 1) * size:page * size]
        return Response({"job_id": job["job_id"], "total_records": rows["total"], "page": page,
                         "page_size": size, "data": data})


class SubmitView(View):
    key = "submit"
    serializer_class = SubmitSerializer

    def post(self, request):
        if isinstance(request.data, dict) and "file" in request.data:
            self.serializer_class = UploadSerializer
        self.get_serializer(data=request.data).is_valid(raise_exception=True)
        return Response({"job_id": str(uuid.uuid4()), "status": "queued"}, status=201)


class ControlView(View):
    key = "control"
    serializer_class = ControlSerializer

    def post(self, request):
        sent = self.get_serializer(data=request.data)
        sent.is_valid(raise_exception=True)
        job, action = self.job(sent.validated_data["csv_file_id"]), sent.validated_data["action"]
        if action == "pause" and job["status"] != "in-progress":
            return Response({"error": "Only a job that is in progress can be paused."}, status=400)
        if action == "resume" and job["status"] != "paused":
            return Response({"error": "Only a paused job can be resumed."}, status=400)
        return Response({"csv_file_id": job["job_id"], "status": {"pause": "paused", "resume": "in-progress"}[action]})


job_id = "<str:job_id>" if OTHERWISE else "<uuid:job_id>"
api = [
    path("enrichment/submit/", SubmitView.as_view()),
    path("enrichment/status/", ListView.as_view()),
    path(f"enrichment/status/{job_id}/", StatusView.as_view()),
    path(f"enrichment/result/{job_id}/", ResultView.as_view()),
    path("enrichment-control/", ControlView.as_view()),
]
urlpatterns = [path("api/v1/", include(api)), path("backend/api/v1/", include(api))]
application = get_wsgi_application()
